Yasiyolipiwa yanakumbushwa, kisha yanaghairiwa

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> kuhuisha leseni mwaka 1
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
> 1
  | Nambari ya leseni yako ya udereva
  | Kama kwenye leseni
  | 0. Rudi
> DL-123456
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
wait 7 days
sweep
  < eCitizen {reference}: hayajalipiwa. Lipa KES 650: piga *222*1*{reference}# Yasipolipiwa, yataghairiwa 7 Des 2026.
wait 7 days
sweep
  < eCitizen {reference}: Kuhuisha leseni (DL), mwaka 1. Maombi yameghairiwa. Omba tena ikiwa bado unahitaji.
