What is free asks for no money, in Kiswahili

the fee of dl-renew-1 is 0
account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4*dl-renew-1*1#
  | Akaunti ****0005
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 482915
  | Kuhuisha leseni (DL), mwaka 1
  | Bure
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
  | Bure
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  (end)
  < eCitizen {reference}: Kuhuisha leseni (DL), mwaka 1. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS. Hifadhi nambari hii.
text {reference}
  < eCitizen {reference}: Kuhuisha leseni (DL), mwaka 1. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS.
dial *222*1*{reference}#
  | Kuhuisha leseni (DL), mwaka 1
  | Maombi yamewasilishwa, 23 Nov 2026
  | Huhitaji kufanya lolote. Tutakutumia SMS.
  | {reference}
  | 1. Nitumie kwa SMS
  | 0. Rudi
