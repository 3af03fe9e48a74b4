Kibali cha biashara kinahuishwa

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> kibali cha biashara nairobi
  | Kibali kimoja cha biashara
  | Nairobi County
  | Uliza Nairobi County ada.
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
  | Kibali cha biashara Nairobi
  | Ofisi itaweka ada, nasi tutakutumia SMS.
  | Uwe na PIN ya KRA; ukihuisha, kibali cha zamani.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Kibali kipya au kuhuisha?
  | 1. Kibali kipya
  | 2. Kuhuisha
  | 0. Rudi
> 2
  | Nambari ya kibali cha zamani
  | Kama kwenye kibali
  | 0. Rudi
> SBP-2025-881
  | Jina la biashara
  | Lililosajiliwa, au jina lako
  | 0. Rudi
> Baraka Traders
  | Imehifadhiwa.
  | Biashara inafanya nini?
  | Kama: kuuza nguo
  | 0. Rudi
> kuuza nguo
  | Wadi, barabara, na jengo au ploti
  | Kama Ngara, Park Road, ploti 12
  | 0. Rudi
> Ngara, Park Road, ploti 12
  | Ni watu wangapi wanafanya kazi hapo, pamoja nawe?
  | Kama 3
  | 0. Rudi
> 3
  | Imehifadhiwa.
  | Ina ukubwa gani, kwa mita za mraba?
  | Duka dogo: karibu 20
  | 0. Rudi
> 20
  | PIN ya KRA ya biashara, au yako
  | Kama A012345678Z
  | 0. Rudi
> A012345678Z
  | Kibali: Kuhuisha
  | Kibali cha zamani: SBP-2025-881
  | Biashara: Baraka Traders
  | Kazi ya biashara: kuuza nguo
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 98
  | Mahali: Ngara, Park Road, ploti 12
  | Watu: 3
  | Mita za mraba: 20
  | PIN ya KRA: A012345678Z
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  (end)
  < eCitizen {reference}: Kibali cha biashara Nairobi. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini. Hifadhi nambari hii.
  < eCitizen {reference}: Kufikia 23 Des 2026 nenda ofisi ya leseni ya kaunti na nakala za kitambulisho, PIN ya KRA na cheti cha jina la biashara, kama kipo.
agency county-047 sets the fee of {reference} to 15000
  < eCitizen {reference}: Kibali cha biashara Nairobi. Yanasubiri malipo. Lipa KES 15,050: piga *222*1*{reference}#
agency county-047 moves {reference} to submitted
  < eCitizen {reference}: Kibali cha biashara Nairobi. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency county-047 moves {reference} to processing
  < eCitizen {reference}: Kibali cha biashara Nairobi. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency county-047 moves {reference} to completed
  < eCitizen {reference}: Kibali cha biashara Nairobi. Yamekamilika. Hakuna cha kuchukua. Yote yamekamilika.
