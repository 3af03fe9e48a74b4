Ndoa ya kiserikali: hakuna siku iliyotangazwa, basi wiki inaombwa

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> ndoa ya kiserikali
  | Ndoa ya kiserikali ofisini
  | Registrar of Marriages
  | KES 3,350
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
  | Ndoa ya kiserikali ofisini
  | KES 3,350
  | Notisi yenu ya siku 21 iwe imeisha.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Nambari ya kumbukumbu ya notisi yenu
  | Kama kwenye SMS yetu
  | 0. Rudi
> 102030405060
  | Jina kamili la mwenzi wako mtarajiwa
  | Kama kwenye kitambulisho au pasipoti
  | 0. Rudi
> Juma Hassan Ali
  | Mtafunga ndoa kwa ofisi gani ya Msajili?
  | 1. Sheria House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. Zaidi
  | 0. Rudi
> 2
  | Imehifadhiwa.
  | Mnataka kufunga ndoa lini?
  | 1. Wiki ya 30 Nov 2026
  | 2. Wiki ya 7 Des 2026
  | 3. Wiki ya 14 Des 2026
  | 4. Wiki ya 21 Des 2026
  | 98. Zaidi
  | 0. Rudi
> 3
  | Mashahidi wawili wenye vitambulisho watakuja nanyi.
  | 1. Nakubali
  | 0. Rudi
> 1
  | Notisi: 102030405060
  | Mwenzi: Juma Hassan Ali
  | Ofisi ya Msajili: Mombasa
  | Harusi: Wiki ya 14 Des 2026
  | KES 3,350
  | 1. Wasilisha
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  | 1. Lipa KES 3,350 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Ndoa ya kiserikali ofisini. Yanasubiri malipo. Lipa KES 3,350: piga *222*1*{reference}# Hifadhi nambari hii.
  < eCitizen {reference}: Wiki ya 14 Des 2026: ofisi itakutumia siku kwa SMS. Siku yenu, nendeni kwa Msajili wa Ndoa (Mombasa) na mashahidi wawili. Wote wanne mbebe vitambulisho.
agency rom moves {reference} to submitted
  < eCitizen {reference}: Ndoa ya kiserikali ofisini. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency rom moves {reference} to processing
  < eCitizen {reference}: Ndoa ya kiserikali ofisini. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency rom moves {reference} to needs_action, note Come on Friday 18 December at 10:00, note_sw Njooni Ijumaa 18 Desemba saa 4 asubuhi
  < eCitizen {reference}: Ndoa ya kiserikali ofisini. Kuna jambo unahitaji kufanya. Njooni Ijumaa 18 Desemba saa 4 asubuhi.
agency rom moves {reference} to processing
  < eCitizen {reference}: Ndoa ya kiserikali ofisini. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency rom moves {reference} to completed
  < eCitizen {reference}: Ndoa ya kiserikali ofisini. Yamekamilika. Hakuna cha kuchukua. Yote yamekamilika.
