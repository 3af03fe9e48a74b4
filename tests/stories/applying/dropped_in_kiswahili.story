Laini ilikatika; mwenzi wa nyumbani hauoni majibu, na kesho yake hayapo

account of citizen 29000005 on 0712000002 with password 482915
account of citizen 29000109 on 0712000002 with password 604173
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> pasipoti mpya 34
  | Chagua au andika tena
  | 1. Pasipoti mpya, kurasa 34
  | 2. Kuhuisha pasipoti, kurasa 34
  | 0. Rudi
> 1
  | Pasipoti mpya - kurasa 34
  | Immigration
  | KES 7,550
  | Siku za kazi: 15
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Unaomba kwa akaunti yako ya eCitizen.
  | 1. Ingia
  | 2. Jisajili
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Ingia: weka nambari ya kitambulisho au pasipoti, au barua pepe
  | 1. Nimesahau nenosiri
  | 2. Nenosiri la tovuti, Digital ID
  | 0. Rudi
  | 00. Mwanzo
> 29000005
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 0. Rudi
  | 00. Mwanzo
> 482915
  | Pasipoti mpya, kurasa 34
  | KES 7,550
  | Siku za kazi: 15
  | Uwe na cheti cha kuzaliwa.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Pasipoti ni ya nani?
  | 1. Mimi
  | 2. Mtoto wangu, chini ya miaka 18
  | 0. Rudi
> 1
  | Nambari ya cheti cha kuzaliwa
  | Kama ilivyo kwenye cheti
  | 0. Rudi
> 1234567
  | Utatoa alama za vidole na kupigwa picha wapi?
  | 1. Nyayo House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. Zaidi
  | 0. Rudi
wait 10 minutes
dial *222#
  | Hujamaliza: Ombi
  | 1. Endelea ulipoishia
  | 2. Menyu kuu
  | 0. Rudi
> 1
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 0. Rudi
> 604173
  | Akaunti au nenosiri si sahihi. Majaribio: 4.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 98. Zaidi
  | 0. Rudi
> 00
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 2
  | Jisajili kama:
  | 1. Raia wa Kenya
  | 2. Mkaazi (Alien ID)
  | 3. Mkimbizi
  | 4. Mwanadiplomasia
  | 5. Mgeni (pasipoti)
  | 0. Rudi
dial *222*4*pasipoti*1*1#
  | Unaomba kwa akaunti yako ya eCitizen.
  | 1. Ingia
  | 2. Jisajili
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Ingia: weka nambari ya kitambulisho au pasipoti, au barua pepe
  | 1. Nimesahau nenosiri
  | 2. Nenosiri la tovuti, Digital ID
  | 0. Rudi
  | 00. Mwanzo
> 29000109
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 0. Rudi
  | 00. Mwanzo
> 604173
  | Pasipoti mpya, kurasa 34
  | KES 7,550
  | Siku za kazi: 15
  | Uwe na cheti cha kuzaliwa.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
wait 25 hours
dial *222#
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
