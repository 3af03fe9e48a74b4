Kujibu ofisi

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
agency ntsa moves {reference} to submitted
  < eCitizen {reference}: Kuhuisha leseni (DL), mwaka 1. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency ntsa moves {reference} to needs_action, note Bring the old licence, note_sw Leta leseni ya zamani
  < eCitizen {reference}: Kuhuisha leseni (DL), mwaka 1. Kuna jambo unahitaji kufanya. Leta leseni ya zamani.
dial *222#
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 3
  | Akaunti ****0005
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 0. Rudi
> 482915
  | Amina: Kuna jambo unahitaji kufanya
  | 1. Fuatilia ombi kwa nambari
  | 2. Maombi yangu
  | 3. Akaunti yangu
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. Baki umeingia siku 30
> 2
  | Maombi yangu
  | 1. Kuhuisha leseni (DL), mwaka 1: Kuna jambo unahitaji kufanya
  | 2. Usajili wa jina la biashara: Yanasubiri malipo
  | 0. Rudi
> 1
  | Kuhuisha leseni (DL), mwaka 1
  | Kuna jambo unahitaji kufanya, 23 Nov 2026
  | NTSA: Leta leseni ya zamani
  | {reference}
  | 1. Jibu ofisi
  | 98. Zaidi
  | 0. Rudi
> 1
  | Kuna jambo unahitaji kufanya
  | Leta leseni ya zamani
  | 1. Andika jibu
  | 2. Nimefanya
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Andika jibu lako kwa ofisi
  | 0. Rudi
  | 00. Mwanzo
> Nitaileta kesho
  | Ofisi itapata jibu lako. Tutakutumia SMS kukiwa na hatua mpya.
  (end)
