Pasipoti mpya ya mtoto, kurasa 50, hadi inapochukuliwa

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> pasipoti mpya kurasa 50
  | Chagua au andika tena
  | 1. Pasipoti mpya, kurasa 50
  | 2. Pasipoti mpya, kurasa 34
  | 3. Kuhuisha pasipoti, kurasa 50
  | 4. Pasipoti mpya, kurasa 66
  | 98. Zaidi
  | 0. Rudi
> 1
  | Pasipoti mpya - kurasa 50
  | Immigration
  | KES 9,550
  | Siku za kazi: 15
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
  | Pasipoti mpya, kurasa 50
  | KES 9,550
  | Siku za kazi: 15
  | Uwe na cheti cha kuzaliwa.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Pasipoti ni ya nani?
  | 1. Mimi
  | 2. Mtoto wangu, chini ya miaka 18
  | 0. Rudi
> 2
  | Jina la kwanza la mtoto
  | Kama kwenye cheti cha kuzaliwa
  | 0. Rudi
> Zawadi
  | Jina la ukoo la mtoto
  | Kama kwenye cheti cha kuzaliwa
  | 0. Rudi
> Abdi
  | Imehifadhiwa.
  | Mtoto alizaliwa lini? (siku, mwezi, mwaka)
  | Kama 23052019
  | 0. Rudi
> 23052019
  | Nambari ya cheti cha kuzaliwa
  | Kama ilivyo kwenye cheti
  | 0. Rudi
> 7654321
  | Mimi ni mzazi au mlezi wa mtoto, na mzazi mwingine, kama yuko hai, amekubali.
  | 1. Nakubali
  | 0. Rudi
> 1
  | Imehifadhiwa.
  | Utatoa alama za vidole na kupigwa picha wapi?
  | 1. Nyayo House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. Zaidi
  | 0. Rudi
> 2
  | Chagua siku ya alama za vidole na picha
  | 1. Jumanne 24 Nov, 09:00
  | 2. Jumatano 25 Nov, 09:00
  | 3. Alhamisi 26 Nov, 09:00
  | 98. Zaidi
  | 0. Rudi
> 2
  | Ya nani: Mtoto wangu, chini ya miaka 18
  | Jina la mtoto: Zawadi
  | Jina la ukoo: Abdi
  | Kuzaliwa kwa mtoto: 23 Mei 2019
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 98
  | Cheti cha kuzaliwa: 7654321
  | Ofisi ya pasipoti: Mombasa
  | Alama na picha: Jumatano 25 Nov 2026, 09:00
  | KES 9,550
  | 1. Wasilisha
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  | 1. Lipa KES 9,550 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Pasipoti mpya, kurasa 50. Yanasubiri malipo. Lipa KES 9,550: piga *222*1*{reference}# Hifadhi nambari hii.
  < eCitizen {reference}: Jumatano 25 Nov 2026, 09:00. Siku yako nenda ofisi ya pasipoti (Mombasa) na: ID, cheti cha kuzaliwa, picha, nakala za ID za wazazi na mdhamini. Mtoto: barua ya idhini.
agency dis moves {reference} to submitted
  < eCitizen {reference}: Pasipoti mpya, kurasa 50. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency dis moves {reference} to processing
  < eCitizen {reference}: Pasipoti mpya, kurasa 50. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency dis moves {reference} to ready_for_collection, place Mombasa
  < eCitizen {reference}: Pasipoti mpya, kurasa 50. Iko tayari kuchukuliwa, Mombasa. Beba kitambulisho, na pasipoti ya zamani kama ipo.
agency dis moves {reference} to collected
  < eCitizen {reference}: Pasipoti mpya, kurasa 50. Imechukuliwa. Kama si wewe, piga simu +254207903260.
