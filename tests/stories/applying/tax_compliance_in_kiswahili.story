Cheti cha utiifu wa ushuru

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> utiifu wa ushuru
  | Cheti cha utiifu wa ushuru
  | KRA
  | Uliza KRA ada.
  | 1. Omba kwa simu hii
  | 2. Hati
  | 3. Mahali pa kuomba
  | 4. Nitumie hii kwa SMS
  | 0. Rudi
> 1
  | Akaunti ****0005
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 482915
  | Cheti cha utiifu wa ushuru (TCC)
  | Ofisi itaweka ada, nasi tutakutumia SMS.
  | Marejesho na ushuru wote uwe umekamilika. Uwe na PIN.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | PIN yako ya KRA, au ya biashara
  | Kama A012345678Z
  | 0. Rudi
> A012345678Z
  | Unakihitaji kwa nini?
  | 1. Kazi, au kuacha kazi
  | 2. Zabuni
  | 3. Leseni ya pombe
  | 4. Uwakala wa forodha
  | 5. Jambo lingine
  | 0. Rudi
> 1
  | PIN ya KRA: A012345678Z
  | Kwa ajili ya: Kazi, au kuacha kazi
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Imekamilika. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  (end)
  < eCitizen {reference}: Cheti cha utiifu wa ushuru (TCC). Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS. Hifadhi nambari hii.
agency kra moves {reference} to processing
  < eCitizen {reference}: Cheti cha utiifu wa ushuru (TCC). Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency kra moves {reference} to completed
  < eCitizen {reference}: Cheti cha utiifu wa ushuru (TCC). Yamekamilika. Hakuna cha kuchukua. Yote yamekamilika.
