Second thoughts, in Kiswahili: not now; an answer that stays as it was; paying later, and then from My applications

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> driving licence renewal 1 year
  | Chagua au andika tena
  | 1. Kuhuisha leseni (DL), mwaka 1
  | 2. Kuhuisha leseni (DL), miaka 3
  | 0. Rudi
> 1
  | Kuhuisha leseni - mwaka 1
  | NTSA
  | KES 650
  | Papo hapo
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 5. Nitumie hii kwa SMS
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Akaunti ****0005
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 482915
  | Kuhuisha leseni (DL), mwaka 1
  | KES 650
  | Papo hapo
  | Uwe na leseni yako.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 2
  | Amina: Yanasubiri malipo
  | 1. Fuatilia ombi kwa nambari
  | 2. Maombi yangu
  | 3. Akaunti yangu
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. Baki umeingia siku 30
> 4
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> driving licence renewal 1 year
  | Chagua au andika tena
  | 1. Kuhuisha leseni (DL), mwaka 1
  | 2. Kuhuisha leseni (DL), miaka 3
  | 0. Rudi
> 1
  | Kuhuisha leseni - mwaka 1
  | NTSA
  | KES 650
  | Papo hapo
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 5. Nitumie hii kwa SMS
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Kuhuisha leseni (DL), mwaka 1
  | KES 650
  | Papo hapo
  | Uwe na leseni yako.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Nambari ya leseni yako ya udereva
  | Kama kwenye leseni
  | 0. Rudi
  | 00. Mwanzo
> DL-123456
  | Leseni: DL-123456
  | KES 650
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 2
  | Jibu lipi?
  | 1. Leseni
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Nambari ya leseni yako ya udereva
  | Kama kwenye leseni
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Leseni: DL-123456
  | KES 650
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | 1. Lipa KES 650 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Kuhuisha leseni (DL), mwaka 1. Yanasubiri malipo. Lipa KES 650: piga *222*1*{reference}# Hifadhi nambari hii.
> 2
  | Lipa KES 650: piga *222*1*{reference}#
  | Yasipolipiwa, yataghairiwa baada ya siku 14.
  (end)
dial *222*3#
  | Akaunti ****0005
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 0. Rudi
> 482915
  | Amina: Yanasubiri malipo
  | 1. Fuatilia ombi kwa nambari
  | 2. Maombi yangu
  | 3. Akaunti yangu
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. Baki umeingia siku 30
> 2
  | Maombi yangu
  | 1. Kuhuisha leseni (DL), mwaka 1: Yanasubiri malipo
  | 2. Usajili wa jina la biashara: Yanasubiri malipo
  | 0. Rudi
> 1
  | Kuhuisha leseni (DL), mwaka 1
  | Yanasubiri malipo, 23 Nov 2026
  | {reference}
  | 1. Lipa KES 650
  | 2. Nimelipa
  | 3. Ondoa ombi
  | 4. Nitumie kwa SMS
  | 98. Zaidi
  | 0. Rudi
> 2
  | Weka msimbo wa M-PESA, kama SJK1A2B3C4. Au tuma {reference} na msimbo kwa 22222
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Kuhuisha leseni (DL), mwaka 1
  | Yanasubiri malipo, 23 Nov 2026
  | {reference}
  | 1. Lipa KES 650
  | 2. Nimelipa
  | 3. Ondoa ombi
  | 4. Nitumie kwa SMS
  | 98. Zaidi
  | 0. Rudi
> 1
  | Kuhuisha leseni (DL), mwaka 1
  | Ya kulipa: KES 650.
  | 1. Lipa kwa simu hii
  | 2. Lipa kwa simu nyingine
  | 3. Lipa kwa paybill
  | 0. Rudi
  | 00. Mwanzo
> 3
  | Utapata SMS ya paybill na akaunti kwa dakika moja. Lipa KES 650 kwa akaunti hiyo pekee.
  (end)
wait 5 seconds
  < eCitizen {reference}: Lipa KES 650 kwa paybill 222222, akaunti {invoice}.
dial *222*1*{reference}*1#
  | M-PESA, Lipa na M-PESA, Lipa Bili.
  | Nambari ya biashara 222222, akaunti {invoice}, KES 650.
  | 1. Nitumie kwa SMS
  | 2. Nimelipa
  | 0. Rudi
  | 00. Mwanzo
> 2
  | Weka msimbo wa M-PESA, kama SJK1A2B3C4. Au tuma {reference} na msimbo kwa 22222
  | 0. Rudi
  | 00. Mwanzo
