Msaada, ukurasa kwa ukurasa

phone 0755000002
speaks sw
dial *222#
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 5
  | Msaada
  | 1. Tupigie au tuandikie
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Fuatilia ombi kwa nambari
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 1
  | Piga +254 20 7903260 wakati wowote, au support@ecitizen.go.ke.
  | Huduma: 1919, Jumatatu-Ijumaa 1 asubuhi-3 usiku.
  | 1. Nipigieni simu
  | 2. Uliza swali
  | 0. Rudi
> 98  # no such line
  | Tafadhali jibu kwa nambari 1 hadi 2.
  | 1. Nipigieni simu
  | 2. Uliza swali
  | 98. Zaidi
  | 0. Rudi
> 0
  | Msaada
  | 1. Tupigie au tuandikie
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Fuatilia ombi kwa nambari
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 0
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 4
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> 0
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 5
  | Msaada
  | 1. Tupigie au tuandikie
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Fuatilia ombi kwa nambari
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 0
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 6
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 0
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 7  # no such line
  | Please answer with a number from 1 to 6.
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 98  # no such line
  | Please answer with a number from 1 to 6.
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 00
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
