Raia ajisajili kwa Kiswahili, makosa yote njiani

phone 0712000006
speaks sw
dial *222#
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
> 9  # no such line
  | Tafadhali jibu kwa nambari 1 hadi 5.
  | Jisajili kama:
  | 1. Raia wa Kenya
  | 2. Mkaazi (Alien ID)
  | 3. Mkimbizi
  | 4. Mwanadiplomasia
  | 5. Mgeni (pasipoti)
  | 0. Rudi
> 1
  | Weka nambari yako ya kitambulisho
  | 0. Rudi
> 123
  | Nambari ya kitambulisho ina tarakimu 7 au 8, Maisha Namba ina 14.
  | Weka nambari yako ya kitambulisho
  | 0. Rudi
> 29000003
  | Weka jina lako la kwanza kama lilivyo kwenye hati
  | 0. Rudi
  | 00. Mwanzo
> 77
  | Jina ni herufi pekee, kama kwenye hati yako.
  | Weka jina lako la kwanza kama lilivyo kwenye hati
  | 0. Rudi
  | 00. Mwanzo
> Ng’endo
  | Weka mwaka wako wa kuzaliwa, kama 1990
  | 0. Rudi
  | 00. Mwanzo
> 75
  | Mwaka una tarakimu nne, kama 1990.
  | Weka mwaka wako wa kuzaliwa, kama 1990
  | 0. Rudi
  | 00. Mwanzo
> 1975
  | 29000003 Ng'endo, 1975. Sawa?
  | Tunahifadhi haya, nambari ya simu na maombi kukuhudumia.
  | 1. Sawa, nakubali
  | 2. Zaidi kwa SMS
  | 3. Sikubali
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Chagua nenosiri: tarakimu 6, si PIN ya M-PESA, ID, simu wala tarehe ya kuzaliwa. Ficha skrini.
  | 0. Rudi
> 123456
  | Rahisi mno: tarakimu zinafuatana.
  | Chagua nenosiri: tarakimu 6, si PIN ya M-PESA, ID, simu wala tarehe ya kuzaliwa. Ficha skrini.
  | 0. Rudi
> 482915
  | Weka tena tarakimu 6 hizo hizo
  | 0. Rudi
> 482916
  | Manenosiri mawili hayalingani.
  | Chagua nenosiri: tarakimu 6, si PIN ya M-PESA, ID, simu wala tarehe ya kuzaliwa. Ficha skrini.
  | 0. Rudi
> 482915
  | Weka tena tarakimu 6 hizo hizo
  | 0. Rudi
> 482915
  | Akaunti yako imefunguliwa. SMS itakuambia hatua inayofuata.
  | 1. Maombi yangu
  | 2. Weka barua pepe yangu
  | 0. Rudi
  < Karibu eCitizen, Ng'endo. Piga *222# kuona maombi yako. Picha haijapigwa: nenda na hati yako kwenye Kituo cha Huduma.
