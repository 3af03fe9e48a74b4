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
  | Ingia
  | 1. Akaunti ****0001
  | 2. Akaunti nyingine
  | 3. Nimesahau nenosiri
  | 0. Rudi
> 1
  | Weka nenosiri lako la *222# la tarakimu 6. Ficha skrini yako.
  | 0. Rudi
> 731846
  | Ukumbukwe kwenye simu hii kwa siku 30? Atakayeishika ataweza kuona maombi yako tu.
  | 1. Hapana
  | 2. Ndiyo
  | 0. Rudi
> 1
  | Maombi yangu
  | 1. Bado hakuna: nifanye nini?
  | 2. Ombi langu halipo
  | 0. Rudi
> 2
  | Maombi ya simu nyingine huonekana baada ya msimbo kwa simu hiyo, au kwenye Kituo cha Huduma na kitambulisho.
  | 1. Tuma msimbo
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Kama ofisi ina simu yako nyingine, msimbo umetumwa kwayo. Uweke hapa.
  | 0. Rudi
phone 0700000001
sms
  < eCitizen: simu ..6013 yataka kuona maombi yako. Wewe? Basi msimbo wako ni {code}: uuweke humo. Usimwambie mtu yeyote, hata sisi. Si wewe? Piga +254 20 7903260.
phone 0712666013
> 123456
  | Msimbo huo si sahihi. Majaribio yaliyobaki: 2.
  | Kama ofisi ina simu yako nyingine, msimbo umetumwa kwayo. Uweke hapa.
  | 0. Rudi
> {code}
  | Tayari: sasa maombi yako yote yanaonekana, kwa simu yoyote baada ya nenosiri.
  | 1. Maombi yangu
  | 0. Rudi
  < eCitizen: msimbo umethibitisha kuwa akaunti ya simu +2547******13 ni yako: inaonyesha maombi yako yote. Si wewe? Piga +254 20 7903260 mara moja.
> 1
  | Maombi yangu
  | 1. Kuhuisha pasipoti, kurasa 34: Iko tayari kuchukuliwa
  | 0. Rudi
phone 0700000001
sms
  < eCitizen: msimbo umethibitisha kuwa akaunti ya simu +2547******13 ni yako: inaonyesha maombi yako yote. Si wewe? Piga +254 20 7903260 mara moja.
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
