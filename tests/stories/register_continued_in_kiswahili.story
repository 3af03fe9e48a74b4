Raia akatika katikati ya kujisajili, aendelea alipoishia

phone 0711000011
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
> 29000002
  | Weka jina lako la kwanza kama lilivyo kwenye hati
  | 0. Rudi
  | 00. Mwanzo
dial *222#
  | Hujamaliza: Jisajili
  | 1. Endelea ulipoishia
  | 2. Menyu kuu
  | 0. Rudi
> 3  # no such line
  | Tafadhali jibu kwa nambari 1 hadi 2.
  | Hujamaliza: Jisajili
  | 1. Endelea ulipoishia
  | 2. Menyu kuu
  | 0. Rudi
> 0
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
dial *222#
  | Hujamaliza: Jisajili
  | 1. Endelea ulipoishia
  | 2. Menyu kuu
  | 0. Rudi
> 1
  | Weka jina lako la kwanza kama lilivyo kwenye hati
  | 0. Rudi
  | 00. Mwanzo
> Otieno
  | Weka mwaka wako wa kuzaliwa, kama 1990
  | 0. Rudi
  | 00. Mwanzo
