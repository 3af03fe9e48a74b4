In Kiswahili: what is typed for a reference and is something else

phone 0755000072
dial *222*6#
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 1
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> SJK1A2B3C4
  | Huu ni kama msimbo wa M-PESA. Weka nambari ya kumbukumbu, au Msaada.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> 0712345678
  | Hii ni kama nambari ya simu. Tazama nambari kwenye risiti yako.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> 123456789
  | Hii ni kama kadi ya kusubiri: tuma nambari kwa 2031 au uliza Huduma.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
  | 99. Msaada
> 222222222222
  | Hii ni kama paybill yetu. Nambari ya kumbukumbu iko kwenye risiti.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
  | 99. Msaada
> 555500001112
  | Hatukupata nambari hiyo. Angalia risiti yako, au uliza ofisini.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
  | 99. Msaada
> kumbukumbu yangu ni 1020 3040 5060
  | Kuhuisha pasipoti, kurasa 34
  | Iko tayari kuchukuliwa, 23 Nov 2026
  | Nyayo House
  | Beba kitambulisho, na pasipoti ya zamani kama ipo.
  | 98. Zaidi
  | 0. Rudi
dial *222*6*1#
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> ID 29000001
  | Hii ni kama nambari ya kitambulisho. Tazama nambari kwenye risiti.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> A001234567Z
  | Hii ni kama PIN ya KRA. Nambari ya kumbukumbu iko kwenye risiti.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
