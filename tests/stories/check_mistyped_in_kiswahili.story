The same slips in Kiswahili

phone 0700000005
speaks sw
dial *222#
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 8  # no such line
  | Tafadhali jibu kwa nambari 1 hadi 6.
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
> 222277770001
  | Tarakimu moja ya nambari hiyo si sahihi. Tafadhali iangalie na ujaribu tena.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> 22227777000
  | Nambari ya kumbukumbu ina tarakimu 12. Tafadhali zihesabu na ujaribu tena.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> sijui
  | Hiyo si nambari ya kumbukumbu. Iko kwenye risiti au SMS, kama 1020 3040 5060.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
  | 99. Msaada
> 99
  | Msaada
  | 1. Tupigie au tuandikie
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Fuatilia ombi kwa nambari
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 0
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> 222277770000
  | Kitambulisho kilichopotea
  | Kiko tayari kuchukuliwa, 23 Nov 2026
  | Huduma Centre GPO
  | Nenda na kadi yako ya kusubiri kukichukua.
  | 2222 7777 0000
  | 98. Zaidi
  | 0. Rudi
> 4  # no such line
  | Tafadhali jibu kwa 1, au kwa 0 kurudi.
  | 1. Nitumie kwa SMS
  | 98. Zaidi
  | 0. Rudi
