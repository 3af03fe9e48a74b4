A citizen changes to Kiswahili, checks a reference, and is greeted in Kiswahili from then on

phone 0711000001
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 6
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 1
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> 2222 7777 0000
  | Kitambulisho kilichopotea
  | Kiko tayari kuchukuliwa, 23 Nov 2026
  | Huduma Centre GPO
  | Nenda na kadi yako ya kusubiri kukichukua.
  | 2222 7777 0000
  | 98. Zaidi
  | 0. Rudi
> 1
  | Utapata SMS kuhusu 2222 7777 0000. Pia unaweza kutuma nambari hiyo kwa 22222 wakati wowote.
  (end)
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
dial *222#
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
