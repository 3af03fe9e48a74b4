Utafutaji wa ardhi

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> utafutaji wa ardhi
  | Utafutaji rasmi wa ardhi
  | Lands Department
  | KES 1,050
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 5. Nitumie hii kwa SMS
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
  | Utafutaji rasmi wa ardhi
  | KES 1,050
  | Uwe na nambari ya hati na PIN ya KRA.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Nambari ya hati ya ardhi
  | Kama Kajiado/Kaputiei/1234
  | 0. Rudi
> Nairobi/Block 12/345
  | Ardhi iko kaunti gani?
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. Zaidi
  | 0. Rudi
> nairobi
  | PIN yako ya KRA
  | Kama A012345678Z
  | 0. Rudi
> A012345678Z
  | Imehifadhiwa.
  | Nairobi, mwenye ardhi huulizwa kwanza. Asipokubali, utafutaji haufanywi.
  | 1. Nakubali
  | 0. Rudi
> nakubali
  | Nambari ya hati: Nairobi/Block 12/345
  | Kaunti: Nairobi City
  | PIN ya KRA: A012345678Z
  | KES 1,050
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | 1. Lipa KES 1,050 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Utafutaji rasmi wa ardhi. Yanasubiri malipo. Lipa KES 1,050: piga *222*1*{reference}# Hifadhi nambari hii.
agency sd-state-department-for-lands-and-physical-planni moves {reference} to submitted
  < eCitizen {reference}: Utafutaji rasmi wa ardhi. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency sd-state-department-for-lands-and-physical-planni moves {reference} to processing
  < eCitizen {reference}: Utafutaji rasmi wa ardhi. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency sd-state-department-for-lands-and-physical-planni moves {reference} to completed
  < eCitizen {reference}: Utafutaji rasmi wa ardhi. Matokeo ya utafutaji yako tayari. Pata matokeo kwenye eCitizen au Ardhisasa.
