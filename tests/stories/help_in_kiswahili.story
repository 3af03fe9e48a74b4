Msaada, ukurasa kwa ukurasa

phone 0755000002
speaks sw
dial *222#
  | Welcome to eCitizen
  | 1. Angalia kumbukumbu
  | 2. Register
  | 3. Sign in
  | 4. Msaada
  | 5. English
> 4
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Angalia kumbukumbu
  | 3. Maneno ya SMS
  | 4. Arifa za SMS
  | 5. Huduma za tovuti pekee
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
  | 3. Maneno ya SMS
  | 4. Arifa za SMS
  | 5. Huduma za tovuti pekee
  | 0. Rudi
> 2
  | Kumbukumbu yako iko kwenye risiti na SMS zetu.
  | Piga *222# kisha chagua 1, au piga *222*1*102030405060# moja kwa moja, au itume kwa 22222.
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Angalia kumbukumbu
  | 3. Maneno ya SMS
  | 4. Arifa za SMS
  | 5. Huduma za tovuti pekee
  | 0. Rudi
> 3
  | Tuma kwa 22222:
  | kumbukumbu: hali yake
  | MSAADA: jinsi ya kutumia
  | ONDOKA: bila arifa
  | ANZA: arifa tena
  | LUGHA EN au LUGHA SW: lugha
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Angalia kumbukumbu
  | 3. Maneno ya SMS
  | 4. Arifa za SMS
  | 5. Huduma za tovuti pekee
  | 0. Rudi
> 4
  | Tunakutumia SMS kila mara ombi lako linapoendelea.
  | Kusitisha arifa: tuma ONDOKA kwa 22222. Kuzipata tena: tuma ANZA.
  | 0. Rudi
> 0
  | Msaada wa eCitizen
  | 1. Piga simu au andika
  | 2. Angalia kumbukumbu
  | 3. Maneno ya SMS
  | 4. Arifa za SMS
  | 5. Huduma za tovuti pekee
  | 0. Rudi
> 5
  | Kitambulisho cha Kidijitali, na huduma yoyote inayotaka upakie hati au picha, hufanyika kwenye www.ecitizen.go.ke. Kituo cha Huduma kitakusaidia.
  | 0. Rudi
> 98
  | Hakuna cha kuchagua kwenye ukurasa huu.
  | 98. Zaidi
  | 0. Rudi
> 00
  | Welcome to eCitizen
  | 1. Angalia kumbukumbu
  | 2. Register
  | 3. Sign in
  | 4. Msaada
  | 5. English
