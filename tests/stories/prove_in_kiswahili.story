Proving an account in Kiswahili

account of citizen 29000001 on 0712666013 with password 731846, unproven
phone 0700000001
speaks sw
phone 0712666013
speaks sw
dial *222#
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 3
  | Akaunti ****0001
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 0. Rudi
> 731846
  | eCitizen: Wanjiku
  | 1. Fuatilia ombi kwa nambari
  | 2. Maombi yangu
  | 3. Akaunti yangu
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. Baki umeingia siku 30
> 1
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> 2
  | Hiyo si nambari ya kumbukumbu. Iko kwenye risiti au SMS, kama 1020 3040 5060.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> 1
  | Hiyo si nambari ya kumbukumbu. Iko kwenye risiti au SMS, kama 1020 3040 5060.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
phone 0700000001
sms
phone 0712666013
> 123456
  | Nambari ya kumbukumbu ina tarakimu 12. Tafadhali zihesabu na ujaribu tena.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
  | 99. Msaada
> {code}
  | Hiyo si nambari ya kumbukumbu. Iko kwenye risiti au SMS, kama 1020 3040 5060.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
  | 99. Msaada
> 1
  | Hiyo si nambari ya kumbukumbu. Iko kwenye risiti au SMS, kama 1020 3040 5060.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
  | 99. Msaada
phone 0700000001
sms
phone 0700000044
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
> 1
  | Weka nambari yako ya kitambulisho
  | 0. Rudi
> 29000001
  | Weka jina lako la kwanza kama lilivyo kwenye hati
  | 0. Rudi
  | 00. Mwanzo
> Wanjiku
  | Weka mwaka wako wa kuzaliwa, kama 1990
  | 0. Rudi
  | 00. Mwanzo
> 1990
  | 29000001 Wanjiku, 1990. Sawa?
  | Tunahifadhi haya, nambari ya simu na maombi kukuhudumia.
  | 1. Sawa, nakubali
  | 2. Zaidi kwa SMS
  | 3. Sikubali
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Mtu huyu tayari ana akaunti.
  | 1. Ingia
  | 2. Nimesahau nenosiri
  | 3. Hukuifungua wewe?
  | 0. Rudi
> 3
  | Peleka hati yako Kituo cha Huduma. Dawati litakupa akaunti, kwa simu yako, na kufuta maombi ya wengine yaliyofanywa nayo.
  | 0. Rudi
