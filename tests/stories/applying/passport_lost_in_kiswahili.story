Pasipoti iliyopotea

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4*pasipoti*3*1#
  | Akaunti ****0005
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 482915
  | Pasipoti iliyopotea
  | KES 20,050
  | Uwe na abstrakti ya polisi.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Pasipoti ilikuwa ya nani?
  | 1. Mimi
  | 2. Mtoto wangu, chini ya miaka 18
  | 0. Rudi
> 1
  | Nambari ya OB kwenye abstrakti ya polisi
  | Kama kwenye abstrakti
  | 0. Rudi
> OB 23/14/11/2026
  | Nambari ya pasipoti iliyopotea, ukiijua
  | Kama AK0123456
  | 1. Ruka
  | 0. Rudi
> AK0123456
  | Imehifadhiwa.
  | Utatoa alama za vidole na kupigwa picha wapi?
  | 1. Nyayo House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. Zaidi
  | 0. Rudi
> 1
  | Chagua siku ya alama za vidole na picha
  | 1. Jumanne 24 Nov, 09:00
  | 2. Jumatano 25 Nov, 09:00
  | 3. Alhamisi 26 Nov, 09:00
  | 98. Zaidi
  | 0. Rudi
> 1
  | Ya nani: Mimi
  | Nambari ya OB: OB 23/14/11/2026
  | Pasipoti iliyopotea: AK0123456
  | Ofisi ya pasipoti: Nyayo House, Nairobi
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 98
  | Alama na picha: Jumanne 24 Nov 2026, 09:00
  | KES 20,050
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  | 1. Lipa KES 20,050 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Pasipoti iliyopotea. Yanasubiri malipo. Lipa KES 20,050: piga *222*1*{reference}# Hifadhi nambari hii.
  < eCitizen {reference}: Jumanne 24 Nov 2026, 09:00. Siku yako nenda ofisi ya pasipoti (Nyayo House, Nairobi) na: abstrakti ya polisi, ID, cheti cha kuzaliwa, picha, nakala za ID za wazazi na mdhamini. Mtoto: barua ya idhini.
agency dis moves {reference} to submitted
  < eCitizen {reference}: Pasipoti iliyopotea. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency dis moves {reference} to processing
  < eCitizen {reference}: Pasipoti iliyopotea. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency dis moves {reference} to ready_for_collection, place Nyayo House
  < eCitizen {reference}: Pasipoti iliyopotea. Iko tayari kuchukuliwa, Nyayo House. Beba kitambulisho, na pasipoti ya zamani kama ipo.
agency dis moves {reference} to collected
  < eCitizen {reference}: Pasipoti iliyopotea. Imechukuliwa. Kama si wewe, piga simu +254207903260.
