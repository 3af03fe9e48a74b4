Nenosiri lililosahaulika

account of citizen 29000002 on 0712000021 with password 482915
phone 0712000021
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
  | Akaunti ****0002
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 0. Rudi
> 1
  | Nenosiri jipya kwa:
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
  | Kama ni sahihi na hii ni simu ya akaunti, msimbo unakuja hapa kwa SMS. Piga *222# ndani ya dakika 10 na uuweke.
  (end)
  < eCitizen: {code} ni msimbo wa nenosiri jipya la ****0002, hadi 12:10. Piga *222# hapa uuweke. Usimwambie mtu, hata wafanyakazi wetu. Si wewe? Piga, sitisha.
dial *222#
  | Msimbo wa nenosiri jipya
  | 1. Weka msimbo
  | 2. Sijapata msimbo
  | 3. Si mimi: sitisha
  | 4. Laini imepotea au nambari mpya
  | 5. Si sasa
  | 6. Anza upya
  | 0. Rudi
> 4
  | Laini imepotea: mtandao wako huirudisha na nambari ile ile. Nambari mpya: ingia uibadilishe katika Akaunti yangu, au beba kitambulisho
  | 98. Zaidi
  | 0. Rudi
> 0
  | Msimbo wa nenosiri jipya
  | 1. Weka msimbo
  | 2. Sijapata msimbo
  | 3. Si mimi: sitisha
  | 4. Laini imepotea au nambari mpya
  | 5. Si sasa
  | 6. Anza upya
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
  | Nenosiri lako limebadilishwa. Simu zote zilizokumbukwa zimeondolewa. Piga *222# kuingia.
  (end)
  < eCitizen: nenosiri la akaunti ****0002 lilibadilishwa tarehe 23 Nov 2026. Si wewe? Piga +254 20 7903260 mara moja.
