Jina la biashara

account of citizen 29000109 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> usajili wa jina la biashara
  | Chagua au andika tena
  | 1. Usajili wa jina la biashara
  | 2. Kubadilisha jina la kampuni
  | 3. Usajili wa mdhibiti wa data
  | 0. Rudi
> 1
  | Usajili wa jina la biashara
  | Business Registration, 0111127000
  | KES 950
  | Siku za kazi: 3
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Akaunti ****0109
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 482915
  | Usajili wa jina la biashara
  | KES 950
  | Siku za kazi: 3
  | Fikiria majina matatu. Uwe na PIN ya KRA.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Jina unalopendelea zaidi
  | Maneno mawili au zaidi, kama Umoja Traders.
  | 0. Rudi
> Baraka Traders
  | Jina la pili, la kwanza likiwa limechukuliwa
  | Maneno mawili au zaidi, kama Umoja Traders.
  | 0. Rudi
> Baraka Stores
  | Jina la tatu
  | Maneno mawili au zaidi, kama Umoja Traders.
  | 0. Rudi
> Duka la Amina
  | Imehifadhiwa.
  | Biashara inafanya nini?
  | Kama: kuuza nguo
  | 0. Rudi
> kuuza nguo
  | Iko katika kaunti gani?
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. Zaidi
  | 0. Rudi
> mombasa
  | Mji, barabara, na jengo au ploti
  | Kama Thika, Barabara ya Kenyatta, ploti 12
  | 0. Rudi
> Mombasa, Moi Avenue
  | Imehifadhiwa.
  | PIN yako ya KRA
  | Kama A012345678Z
  | 0. Rudi
> A012345678Z
  | Jina la kwanza: Baraka Traders
  | Jina la pili: Baraka Stores
  | Jina la tatu: Duka la Amina
  | Kazi ya biashara: kuuza nguo
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 98
  | Kaunti: Mombasa
  | Mahali: Mombasa, Moi Avenue
  | PIN ya KRA: A012345678Z
  | KES 950
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  | 1. Lipa KES 950 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Usajili wa jina la biashara. Yanasubiri malipo. Lipa KES 950: piga *222*1*{reference}# Hifadhi nambari hii.
  < eCitizen {reference}: Kufikia 23 Des 2026 nenda Kituo cha Huduma na fomu BN/2 yenye sahihi yako, picha, nakala za kitambulisho na PIN ya KRA.
agency brs moves {reference} to submitted
  < eCitizen {reference}: Usajili wa jina la biashara. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency brs moves {reference} to processing
  < eCitizen {reference}: Usajili wa jina la biashara. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency brs moves {reference} to completed
  < eCitizen {reference}: Usajili wa jina la biashara. Yamekamilika. Hakuna cha kuchukua. Yote yamekamilika.
