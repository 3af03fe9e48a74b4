Pasipoti iliyoharibika: ofisi inaweka ada

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> pasipoti iliyoharibika
  | Pasipoti iliyoharibika
  | Immigration
  | Uliza Immigration ada.
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
  | Pasipoti iliyoharibika
  | Ofisi itaweka ada, nasi tutakutumia SMS.
  | Uwe na pasipoti iliyoharibika.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Pasipoti ni ya nani?
  | 1. Mimi
  | 2. Mtoto wangu, chini ya miaka 18
  | 0. Rudi
> 1
  | Nambari ya pasipoti iliyoharibika, ikisomeka
  | Kama AK0123456
  | 1. Ruka
  | 0. Rudi
> ruka
  | Utatoa alama za vidole na kupigwa picha wapi?
  | 1. Nyayo House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. Zaidi
  | 0. Rudi
> 2
  | Imehifadhiwa.
  | Chagua siku ya alama za vidole na picha
  | 1. Jumanne 24 Nov, 09:00
  | 2. Jumatano 25 Nov, 09:00
  | 3. Alhamisi 26 Nov, 09:00
  | 98. Zaidi
  | 0. Rudi
> 1
  | Ya nani: Mimi
  | Pasipoti mbovu: -
  | Ofisi ya pasipoti: Mombasa
  | Alama na picha: Jumanne 24 Nov 2026, 09:00
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  (end)
  < eCitizen {reference}: Pasipoti iliyoharibika. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini. Hifadhi nambari hii.
  < eCitizen {reference}: Jumanne 24 Nov 2026, 09:00. Siku yako nenda ofisi ya pasipoti (Mombasa) na: pasipoti iliyoharibika, ID, cheti cha kuzaliwa, picha, nakala za ID za wazazi na mdhamini. Mtoto: barua ya idhini.
agency dis sets the fee of {reference} to 10000
  < eCitizen {reference}: Pasipoti iliyoharibika. Yanasubiri malipo. Lipa KES 10,050: piga *222*1*{reference}#
agency dis moves {reference} to submitted
  < eCitizen {reference}: Pasipoti iliyoharibika. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency dis moves {reference} to processing
  < eCitizen {reference}: Pasipoti iliyoharibika. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency dis moves {reference} to ready_for_collection, place Mombasa
  < eCitizen {reference}: Pasipoti iliyoharibika. Iko tayari kuchukuliwa, Mombasa. Beba kitambulisho, na pasipoti ya zamani kama ipo.
agency dis moves {reference} to collected
  < eCitizen {reference}: Pasipoti iliyoharibika. Imechukuliwa. Kama si wewe, piga simu +254207903260.
