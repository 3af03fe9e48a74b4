Miadi ya mtihani wa udereva

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> mtihani wa udereva
  | Chagua au andika tena
  | 1. Miadi ya mtihani wa udereva
  | 2. Leseni ya muda baada ya mtihani
  | 0. Rudi
> 1
  | Kuweka nafasi ya mtihani wa udereva
  | NTSA
  | KES 1,050
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 4. Mahali pa kuomba
  | 5. Nitumie hii kwa SMS
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
  | Miadi ya mtihani wa udereva
  | KES 1,050
  | Uwe na PDL yako.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Nambari ya PDL yako
  | Kama kwenye PDL
  | 0. Rudi
> PDL-443322
  | PDL ilitolewa lini? (siku, mwezi, mwaka)
  | Kama 23052026
  | 0. Rudi
> 01092026
  | Utaendesha nini?
  | 1. Pikipiki, tuktuk
  | 2. Gari dogo, pick-up
  | 3. Lori
  | 4. Matatu, basi
  | 5. Gari maalum, mitambo
  | 0. Rudi
> 1
  | Imehifadhiwa.
  | Daraja gani la leseni?
  | 1. A1 Pikipiki ndogo, hadi 50 cc
  | 2. A2 Pikipiki nyepesi
  | 3. A3 Boda boda, mizigo, tuktuk
  | 0. Rudi
> 3
  | Jina la shule yako ya udereva
  | Kama kwenye risiti yake
  | 0. Rudi
> Rocky Driving School
  | Utafanyia mtihani wapi?
  | 1. Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. Zaidi
  | 0. Rudi
> 1
  | Imehifadhiwa.
  | Chagua siku ya mtihani
  | 1. Jumanne 24 Nov, 08:00
  | 2. Alhamisi 26 Nov, 08:00
  | 3. Jumanne 1 Des, 08:00
  | 4. Alhamisi 3 Des, 08:00
  | 98. Zaidi
  | 0. Rudi
> 1
  | PDL: PDL-443322
  | PDL ilitolewa: 1 Sep 2026
  | Chombo cha usafiri: Pikipiki, tuktuk
  | Daraja: A3 Boda boda, mizigo, tuktuk
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 98
  | Shule ya udereva: Rocky Driving School
  | Kituo cha mtihani: Nairobi
  | Mtihani: Jumanne 24 Nov 2026, 08:00
  | KES 1,050
  | 1. Wasilisha
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  | 1. Lipa KES 1,050 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Miadi ya mtihani wa udereva. Yanasubiri malipo. Lipa KES 1,050: piga *222*1*{reference}# Hifadhi nambari hii.
  < eCitizen {reference}: Jumanne 24 Nov 2026, 08:00. Siku yako, nenda kituo cha mtihani (Nairobi) na PDL, kitambulisho na fomu ya shule yako ya udereva.
agency ntsa moves {reference} to submitted
  < eCitizen {reference}: Miadi ya mtihani wa udereva. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency ntsa moves {reference} to processing
  < eCitizen {reference}: Miadi ya mtihani wa udereva. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency ntsa moves {reference} to completed
  < eCitizen {reference}: Miadi ya mtihani wa udereva. Imekamilika. Hakuna cha kuchukua. Yote yamekamilika.
