Majibu yanayokataliwa

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
> 1
  | Jina la biashara
  | Lililosajiliwa, au jina lako
  | 0. Rudi
> Baraka Traders
  | Biashara inafanya nini?
  | Kama: kuuza nguo
  | 0. Rudi
> kuuza nguo
  | Imehifadhiwa.
  | Wadi, barabara, na jengo au ploti
  | Kama Ngara, Park Road, ploti 12
  | 0. Rudi
> Ngara, Park Road
  | Ni watu wangapi wanafanya kazi hapo, pamoja nawe?
  | Kama 3
  | 0. Rudi
> watu watatu
  | Andika nambari nzima isiyozidi tarakimu 9, kama 3.
  | Ni watu wangapi wanafanya kazi hapo, pamoja nawe?
  | Kama 3
  | 0. Rudi
> 3
  | Ina ukubwa gani, kwa mita za mraba?
  | Duka dogo: karibu 20
  | 0. Rudi
> mita 20
  | Andika nambari nzima isiyozidi tarakimu 9, kama 3.
  | Ina ukubwa gani, kwa mita za mraba?
  | Duka dogo: karibu 20
  | 0. Rudi
> 20
  | Imehifadhiwa.
  | PIN ya KRA ya biashara, au yako
  | Kama A012345678Z
  | 0. Rudi
> B012345678
  | PIN ya KRA ni herufi, tarakimu 9 na herufi, kama A012345678Z.
  | PIN ya KRA ya biashara, au yako
  | Kama A012345678Z
  | 0. Rudi
> a012 345 678 z
  | Kibali: Kibali kipya
  | Biashara: Baraka Traders
  | Kazi ya biashara: kuuza nguo
  | Mahali: Ngara, Park Road
  | Watu: 3
  | Mita za mraba: 20
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
