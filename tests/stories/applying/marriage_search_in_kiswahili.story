Utafutaji wa rekodi ya ndoa: kaunti haijulikani

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> rekodi ya ndoa
  | Utafutaji wa rekodi ya ndoa
  | Registrar of Marriages
  | Takriban KES 520
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 98. Zaidi
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
  | Utafutaji wa rekodi ya ndoa
  | Takriban KES 520
  | Unahitaji majina yote mawili na mwaka wa ndoa.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Jina kamili la mume
  | Kama kwenye cheti, ukiweza
  | 0. Rudi
> Juma Hassan Ali
  | Jina kamili la mke, kabla ya ndoa
  | Kama kwenye cheti, ukiweza
  | 0. Rudi
> Amina Mohamed
  | Mwaka wa ndoa
  | Kama 2015
  | 0. Rudi
> 2015
  | Imehifadhiwa.
  | Harusi ilikuwa kaunti gani?
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. Zaidi
  | 0. Rudi
> ruka
  | Utachukua majibu wapi?
  | 1. Sheria House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. Zaidi
  | 0. Rudi
> 2
  | Mume: Juma Hassan Ali
  | Mke: Amina Mohamed
  | Mwaka: 2015
  | Kaunti: -
  | Ofisi ya Msajili: Mombasa
  | Takriban KES 520
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | 1. Lipa KES 520 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Utafutaji wa rekodi ya ndoa. Yanasubiri malipo. Lipa KES 520: piga *222*1*{reference}# Hifadhi nambari hii.
agency rom moves {reference} to submitted
  < eCitizen {reference}: Utafutaji wa rekodi ya ndoa. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency rom moves {reference} to processing
  < eCitizen {reference}: Utafutaji wa rekodi ya ndoa. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency rom moves {reference} to ready_for_collection, place Mombasa
  < eCitizen {reference}: Utafutaji wa rekodi ya ndoa. Hati iko tayari kuchukuliwa, Mombasa. Nenda na kitambulisho chako kuichukua.
agency rom moves {reference} to collected
  < eCitizen {reference}: Utafutaji wa rekodi ya ndoa. Hati imechukuliwa. Kama si wewe, piga simu +254207903260.
