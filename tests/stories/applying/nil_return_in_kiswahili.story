Marejesho bila mapato

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> marejesho
  | Chagua au andika tena
  | 1. Marejesho ya ushuru bila mapato
  | 2. Ripoti ya mwaka ya kampuni
  | 3. Maegesho ya siku Nairobi
  | 98. Zaidi
  | 0. Rudi
> 1
  | Kuwasilisha marejesho ya ushuru bila mapato
  | KRA
  | Papo hapo
  | Uliza KRA ada.
  | 1. Omba kwa simu hii
  | 2. Hati
  | 3. Mahali pa kuomba
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
  | Marejesho ya ushuru bila mapato
  | Ofisi itaweka ada, nasi tutakutumia SMS.
  | Papo hapo
  | Uwe na PIN ya KRA. Usimpe mtu nenosiri lake.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | PIN yako ya KRA
  | Kama A012345678Z
  | 0. Rudi
> A012345678Z
  | Kwa mwaka gani?
  | Kama 2025
  | 0. Rudi
> 2025
  | Sikuwa na mapato mwaka huo: mshahara, biashara, kodi ya nyumba wala kilimo cha kuuza.
  | 1. Nakubali
  | 0. Rudi
> 1
  | PIN ya KRA: A012345678Z
  | Mwaka: 2025
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Imekamilika. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  (end)
  < eCitizen {reference}: Marejesho ya ushuru bila mapato. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS. Hifadhi nambari hii.
agency kra moves {reference} to processing
  < eCitizen {reference}: Marejesho ya ushuru bila mapato. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency kra moves {reference} to completed
  < eCitizen {reference}: Marejesho ya ushuru bila mapato. Yamekamilika. Hakuna cha kuchukua. Yote yamekamilika.
