Msaada, ukurasa kwa ukurasa

phone 0755000002
speaks sw
dial *222#
  | Karibu eCitizen
  | 1. Angalia kumbukumbu
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 5
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Angalia kumbukumbu
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 1
  | eCitizen: piga +254 20 7903260 mchana na usiku, au andika kwa support@ecitizen.go.ke.
  | 98. Zaidi
  | 0. Rudi
> 98
  | Huduma Kenya: piga 1919, Jumatatu-Ijumaa saa 1 asubuhi-3 usiku.
  | 0. Rudi
> 0
  | eCitizen: piga +254 20 7903260 mchana na usiku, au andika kwa support@ecitizen.go.ke.
  | 98. Zaidi
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Angalia kumbukumbu
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 4
  | Kumbukumbu yako iko kwenye risiti na SMS zetu.
  | Piga *222# kisha chagua 1, au piga *222*1*102030405060# moja kwa moja, au itume kwa 22222.
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Angalia kumbukumbu
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 5
  | Jisajili kwa kitambulisho: piga *222#, Jisajili. Umesahau nenosiri: Ingia, Nimesahau nenosiri; utapata msimbo kwa SMS. Nambari mpya: Kituo
  | 98. Zaidi
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Angalia kumbukumbu
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 6
  | Tuma kwa 22222:
  | kumbukumbu yako: hali yake
  | TAFUTA na neno: huduma
  | HUDUMA na mji: kituo chake
  | MSAADA: jinsi ya kutumia
  | ONDOKA: bila arifa
  | 98. Zaidi
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Angalia kumbukumbu
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 7
  | Tunakutumia SMS kila mara ombi lako linapoendelea.
  | Kusitisha arifa: tuma ONDOKA kwa 22222. Kuzipata tena: tuma ANZA.
  | 0. Rudi
> 98
  | Hakuna cha kuchagua kwenye ukurasa huu.
  | Tunakutumia SMS kila mara ombi lako linapoendelea.
  | 98. Zaidi
  | 0. Rudi
> 00
  | Karibu eCitizen
  | 1. Angalia kumbukumbu
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
