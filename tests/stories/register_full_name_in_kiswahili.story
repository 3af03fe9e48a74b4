In Kiswahili: details that do not match, and a year of long ago

phone 0712000082
dial *222*6#
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
> 4
  | Weka nambari ya kitambulisho cha mwanadiplomasia
  | 0. Rudi
> dip0001
  | Weka jina lako la kwanza kama lilivyo kwenye hati
  | 0. Rudi
  | 00. Mwanzo
> Ingrid Njeri
  | Weka tarehe ya kuzaliwa (siku, mwezi, mwaka), kama 23051991
  | 0. Rudi
  | 00. Mwanzo
> 17/09/1870
  | Hiyo ni zaidi ya miaka 110 iliyopita. Tafadhali angalia mwaka.
  | Weka tarehe ya kuzaliwa (siku, mwezi, mwaka), kama 23051991
  | 0. Rudi
  | 00. Mwanzo
> 17.9.1970
  | DIP/0001 Ingrid Njeri, 17/09/1970. Sawa?
  | Tunahifadhi haya, nambari ya simu na maombi kukuhudumia.
  | 1. Sawa, nakubali
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Maelezo haya hayalingani na rekodi za Msajili wa Watu. Angalia nambari, jina la KWANZA na mwaka, au uliza Kituo cha Huduma.
  | 1. Jaribu tena
  | 0. Rudi
> 1
  | Weka nambari ya kitambulisho cha mwanadiplomasia
  | 0. Rudi
> DIP 0001
  | Weka jina lako la kwanza kama lilivyo kwenye hati
  | 0. Rudi
  | 00. Mwanzo
> Ingrid Svensson
  | Weka tarehe ya kuzaliwa (siku, mwezi, mwaka), kama 23051991
  | 0. Rudi
  | 00. Mwanzo
> 17091970
  | DIP/0001 Ingrid Svensson, 17/09/1970. Sawa?
  | Tunahifadhi haya, nambari ya simu na maombi kukuhudumia.
  | 1. Sawa, nakubali
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Chagua nenosiri: tarakimu 6, si PIN ya M-PESA, ID, simu wala tarehe ya kuzaliwa. Ficha skrini.
  | 0. Rudi
