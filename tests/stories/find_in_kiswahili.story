Kutafuta huduma kwa Kiswahili

phone 0755000011
speaks sw
dial *222#
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
> leseni ya kuendesha
  | Chagua au andika tena
  | 1. Kuhuisha leseni (DL), miaka 3
  | 2. Smart DL mpya, miaka 3
  | 3. Leseni ya muda ya udereva (PDL)
  | 98. Zaidi
  | 0. Rudi
> 1
  | Kuhuisha leseni - miaka 3
  | NTSA
  | KES 1,450
  | Papo hapo
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 5. Nitumie hii kwa SMS
  | 0. Rudi
  | 00. Mwanzo
> 2
  | Jumla: KES 1,450
  | Ada ya eCitizen imejumuishwa.
  | Uliza NTSA uhakikishe.
  | Lipa kwa paybill 222222 pekee.
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Kuhuisha leseni - miaka 3
  | NTSA
  | KES 1,450
  | Papo hapo
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 5. Nitumie hii kwa SMS
  | 0. Rudi
  | 00. Mwanzo
> 3
  | - Nambari ya leseni ya udereva
  | - kitambulisho cha taifa
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Kuhuisha leseni - miaka 3
  | NTSA
  | KES 1,450
  | Papo hapo
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 5. Nitumie hii kwa SMS
  | 0. Rudi
  | 00. Mwanzo
> 4
  | Omba: piga *222#, tumia www.ecitizen.go.ke, au nenda Huduma.
  | 1. Vituo vya Huduma
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Kuhuisha leseni - miaka 3
  | NTSA
  | KES 1,450
  | Papo hapo
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 5. Nitumie hii kwa SMS
  | 0. Rudi
  | 00. Mwanzo
> 5
  | Unataka SMS gani?
  | 1. Mambo makuu: SMS 1
  | 2. Pamoja na orodha ya hati: SMS 2
  | 0. Rudi
  | 00. Mwanzo
> 2
  | Utapata SMS yenye maelezo. Kutafuta huduma kwa SMS, tuma TAFUTA na neno kwa 22222.
  (end)
  < Kuhuisha leseni - miaka 3, NTSA: KES 1,450. Papo hapo. Omba: piga *222#. Lipa kwa paybill 222222 pekee. Uliza NTSA uhakikishe. Beba: Nambari ya leseni ya udereva; kitambulisho cha taifa.
dial *222*4*pasipoti#
  | Chagua au andika tena
  | 1. Pasipoti mpya, kurasa 34
  | 2. Kuhuisha pasipoti, kurasa 34
  | 3. Pasipoti iliyopotea
  | 4. Pasipoti iliyoharibika
  | 98. Zaidi
  | 0. Rudi
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> cheti cha kuzaliwa
  | Chagua au andika tena
  | 1. Cheti cha kuzaliwa
  | 2. Cheti cha kuzaliwa kilichopotea
  | 3. Kusahihisha cheti cha kuzaliwa
  | 98. Zaidi
  | 0. Rudi
> kitu kisichokuwepo
  | Haikupatikana.
  | 1. Andika maneno mengine, au pitia orodha
  | 2. Vituo vya Huduma
  | 3. Tupigie au tuandikie
  | 0. Rudi
  | 00. Mwanzo
> 2
  | Vituo vya Huduma: andika mji au kaunti yako, au chagua
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
