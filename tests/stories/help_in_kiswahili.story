Msaada, ukurasa kwa ukurasa

phone 0755000002
speaks sw
dial *222#
  | Karibu eCitizen
  | 1. Angalia kumbukumbu
  | 2. Jisajili
  | 3. Ingia
  | 4. Msaada
  | 5. English
> 4
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Angalia kumbukumbu
  | 3. Akaunti na nenosiri
  | 4. Maneno ya SMS
  | 5. Arifa za SMS
  | 6. Huduma za tovuti pekee
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
  | 2. Angalia kumbukumbu
  | 3. Akaunti na nenosiri
  | 4. Maneno ya SMS
  | 5. Arifa za SMS
  | 6. Huduma za tovuti pekee
  | 0. Rudi
> 2
  | Kumbukumbu yako iko kwenye risiti na SMS zetu.
  | Piga *222# kisha chagua 1, au piga *222*1*102030405060# moja kwa moja, au itume kwa 22222.
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Angalia kumbukumbu
  | 3. Akaunti na nenosiri
  | 4. Maneno ya SMS
  | 5. Arifa za SMS
  | 6. Huduma za tovuti pekee
  | 0. Rudi
> 3
  | Jisajili kwa kitambulisho: piga *222#, Jisajili. Umesahau nenosiri: Ingia, Nimesahau nenosiri; utapata msimbo kwa SMS. Nambari mpya: Kituo
  | 98. Zaidi
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Angalia kumbukumbu
  | 3. Akaunti na nenosiri
  | 4. Maneno ya SMS
  | 5. Arifa za SMS
  | 6. Huduma za tovuti pekee
  | 0. Rudi
> 4
  | Tuma kwa 22222:
  | kumbukumbu: hali yake
  | MSAADA: jinsi ya kutumia
  | ONDOKA: bila arifa
  | ANZA: arifa tena
  | LUGHA EN au LUGHA SW: lugha
  | 98. Zaidi
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Angalia kumbukumbu
  | 3. Akaunti na nenosiri
  | 4. Maneno ya SMS
  | 5. Arifa za SMS
  | 6. Huduma za tovuti pekee
  | 0. Rudi
> 5
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
  | 4. Msaada
  | 5. English
