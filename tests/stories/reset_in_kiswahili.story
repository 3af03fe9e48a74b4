Nenosiri lililosahaulika

account of citizen 29000002 on 0712000021 with password 482915
phone 0712000021
speaks sw
dial *222#
  | Karibu eCitizen
  | 1. Angalia kumbukumbu
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 3
  | Ingia
  | 1. Akaunti 2900****
  | 2. Akaunti nyingine
  | 3. Nimesahau nenosiri
  | 0. Rudi
> 3
  | Nenosiri jipya la:
  | 1. Raia wa Kenya
  | 2. Mkaazi (Alien ID)
  | 3. Mkimbizi
  | 4. Mwanadiplomasia
  | 5. Mgeni (pasipoti)
  | 0. Rudi
> 1
  | Weka nambari ya kitambulisho au pasipoti, au barua pepe
  | 0. Rudi
  | 00. Mwanzo
> 29000002
  | Weka mwaka wako wa kuzaliwa, kama 1990
  | 0. Rudi
  | 00. Mwanzo
> 1984
  | Kama ni sahihi, msimbo umetumwa kwa SMS kwenye simu ya akaunti. Piga *222# kutoka simu hii ndani ya dakika 5 na uuweke.
  (end)
  < eCitizen: msimbo wako ni {code}, wa nenosiri jipya, hadi 12:05. Piga *222# uuweke. Usimwambie mtu: wafanyakazi wetu hawauulizi.
dial *222#
  | Msimbo wa nenosiri jipya
  | 1. Weka msimbo
  | 2. Haujafika
  | 3. Nina nambari mpya
  | 4. Si sasa
  | 0. Rudi
> 3
  | Nenda na kitambulisho chako kwenye Kituo cha Huduma wabadilishe nambari ya simu. Au piga +254 20 7903260 au 1919.
  | 0. Rudi
> 0
  | Msimbo wa nenosiri jipya
  | 1. Weka msimbo
  | 2. Haujafika
  | 3. Nina nambari mpya
  | 4. Si sasa
  | 0. Rudi
> 1
  | Weka msimbo wa tarakimu 6
  | 0. Rudi
> {code}
  | Chagua nenosiri: tarakimu 6, si PIN ya M-PESA, ID, simu wala tarehe ya kuzaliwa. Ficha skrini.
  | 0. Rudi
> 607318
  | Weka tena tarakimu 6 hizo hizo
  | 0. Rudi
> 607318
  | Nenosiri lako limebadilishwa. Simu zilizokuwa zimeingia zimeondolewa. Piga *222# kuingia.
  (end)
  < eCitizen: nenosiri lako lilibadilishwa tarehe 23 Nov 2026. Si wewe? Piga +254 20 7903260 mara moja.
