Cheti cha kuzaliwa, changu mwenyewe

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> cheti cha kuzaliwa
  | Chagua au andika tena
  | 1. Cheti cha kuzaliwa
  | 2. Cheti cha kuzaliwa kilichopotea
  | 3. Kusahihisha cheti cha kuzaliwa
  | 98. Zaidi
  | 0. Rudi
> 1
  | Cheti cha kuzaliwa
  | Civil Registration
  | Takriban KES 210
  | Siku za kazi: 1
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
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
  | Cheti cha kuzaliwa
  | Takriban KES 210
  | Siku za kazi: 1
  | Kwa mtoto: uwe na taarifa ya kuzaliwa.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Cheti cha kuzaliwa cha nani?
  | 1. Mimi
  | 2. Mtoto wangu, chini ya miaka 18
  | 0. Rudi
> 1
  | Kuzaliwa kuliripotiwa ndani ya miezi 6. La sivyo ni usajili uliochelewa: nenda Usajili wa Raia.
  | 1. Nakubali
  | 0. Rudi
> 1
  | Jina kamili la mama yako ulipozaliwa
  | 0. Rudi
> Halima Yusuf
  | Imehifadhiwa.
  | Kaunti ya kuzaliwa
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. Zaidi
  | 0. Rudi
> garissa
  | Utakichukua wapi? Andika mji
  | 0. Rudi
> garissa
  | Ya nani: Mimi
  | Mama: Halima Yusuf
  | Kaunti ya kuzaliwa: Garissa
  | Kuchukua: Huduma Centre Garissa
  | Takriban KES 210
  | 1. Wasilisha
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  | 1. Lipa KES 210 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Cheti cha kuzaliwa. Yanasubiri malipo. Lipa KES 210: piga *222*1*{reference}# Hifadhi nambari hii.
  < eCitizen {reference}: Kufikia 23 Des 2026 peleka Huduma Centre Garissa: taarifa ya kuzaliwa na nakala za vitambulisho vya wazazi.
agency crs moves {reference} to submitted
  < eCitizen {reference}: Cheti cha kuzaliwa. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency crs moves {reference} to processing
  < eCitizen {reference}: Cheti cha kuzaliwa. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency crs moves {reference} to ready_for_collection, place Garissa
  < eCitizen {reference}: Cheti cha kuzaliwa. Cheti kiko tayari kuchukuliwa, Garissa. Nenda na kitambulisho chako kukichukua.
agency crs moves {reference} to collected
  < eCitizen {reference}: Cheti cha kuzaliwa. Cheti kimechukuliwa. Kama si wewe, piga simu +254207903260.
