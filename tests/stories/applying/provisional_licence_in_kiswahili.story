Leseni ya muda ya kujifunza udereva

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> leseni ya muda
  | Chagua au andika tena
  | 1. Leseni ya muda ya udereva (PDL)
  | 2. Leseni ya muda baada ya mtihani
  | 0. Rudi
> 1
  | Leseni ya muda ya kujifunza udereva
  | NTSA
  | KES 650
  | Papo hapo
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 98. Zaidi
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
  | Leseni ya muda ya udereva (PDL)
  | KES 650
  | Papo hapo
  | Jiunge na shule ya udereva kwanza. Uwe na PIN ya KRA.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Utaendesha nini?
  | 1. Pikipiki, tuktuk
  | 2. Gari dogo, pick-up
  | 3. Lori
  | 4. Matatu, basi
  | 5. Gari maalum, mitambo
  | 0. Rudi
> 2
  | Daraja gani la leseni?
  | 1. B1 Gari la otomatiki
  | 2. B2 Gari la gia au otomatiki
  | 3. B3 Kikazi, kama teksi
  | 0. Rudi
> 2
  | Jina la shule yako ya udereva
  | Kama kwenye risiti yake
  | 0. Rudi
> Rocky Driving School
  | Imehifadhiwa.
  | PIN yako ya KRA
  | Kama A012345678Z
  | 0. Rudi
> A012345678Z
  | Chombo cha usafiri: Gari dogo, pick-up
  | Daraja: B2 Gari la gia au otomatiki
  | Shule ya udereva: Rocky Driving School
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 98
  | PIN ya KRA: A012345678Z
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
  < eCitizen {reference}: Leseni ya muda ya udereva (PDL). Yanasubiri malipo. Lipa KES 650: piga *222*1*{reference}# Hifadhi nambari hii.
agency ntsa moves {reference} to submitted
  < eCitizen {reference}: Leseni ya muda ya udereva (PDL). Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency ntsa moves {reference} to processing
  < eCitizen {reference}: Leseni ya muda ya udereva (PDL). Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency ntsa moves {reference} to completed
  < eCitizen {reference}: Leseni ya muda ya udereva (PDL). Imekamilika. Hakuna cha kuchukua. Yote yamekamilika.
