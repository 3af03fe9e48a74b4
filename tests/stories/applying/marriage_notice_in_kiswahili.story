Notisi ya ndoa

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> notisi ya ndoa
  | Notisi ya kufunga ndoa
  | Registrar of Marriages
  | Takriban KES 620
  | Siku za kazi: 21
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 98. Zaidi
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
  | Notisi ya kufunga ndoa
  | Takriban KES 620
  | Siku za kazi: 21
  | Uwe na kitambulisho au pasipoti ya mwenzako.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Jina kamili la mwenzi wako mtarajiwa
  | Kama kwenye kitambulisho au pasipoti
  | 0. Rudi
> Juma Hassan Ali
  | Nambari ya kitambulisho au pasipoti hiyo
  | Kama 23456789
  | 0. Rudi
> 30123456
  | Mwenzako alizaliwa lini? (siku, mwezi, mwaka)
  | Kama 23051991
  | 0. Rudi
> 12041995
  | Imehifadhiwa.
  | Je, umewahi kuwa katika ndoa?
  | 1. Sijawahi kuoa au kuolewa
  | 2. Nimetalikiwa
  | 3. Nimefiwa na mwenzi
  | 0. Rudi
> 2
  | Na mwenzako, je?
  | 1. Hajawahi kuoa au kuolewa
  | 2. Ametalikiwa
  | 3. Amefiwa na mwenzi
  | 0. Rudi
> 3
  | Unatoa notisi kwa ofisi gani ya Msajili?
  | 1. Sheria House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. Zaidi
  | 0. Rudi
> 1
  | Imehifadhiwa.
  | Siku ya harusi (siku, mwezi, mwaka)
  | Siku 22 hadi 90 kutoka leo
  | 0. Rudi
> 15012027
  | Mwenzi: Juma Hassan Ali
  | ID ya mwenzi: 30123456
  | Kuzaliwa kwa mwenzi: 12 Apr 1995
  | Wewe: Nimetalikiwa
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 98
  | Hali ya mwenzi: Amefiwa na mwenzi
  | Ofisi ya Msajili: Sheria House, Nairobi
  | Harusi: 15 Jan 2027
  | Takriban KES 620
  | 1. Wasilisha
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  | 1. Lipa KES 620 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Notisi ya kufunga ndoa. Yanasubiri malipo. Lipa KES 620: piga *222*1*{reference}# Hifadhi nambari hii.
  < eCitizen {reference}: Kufikia 30 Nov 2026 nendeni kwa Msajili wa Ndoa (Sheria House, Nairobi) na vitambulisho, vyeti vya kuzaliwa na picha za wote wawili, na viapo vya hali ya ndoa.
agency rom moves {reference} to submitted
  < eCitizen {reference}: Notisi ya kufunga ndoa. Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency rom moves {reference} to processing
  < eCitizen {reference}: Notisi ya kufunga ndoa. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency rom moves {reference} to completed
  < eCitizen {reference}: Notisi ya kufunga ndoa. Yamekamilika. Hakuna cha kuchukua. Yote yamekamilika.
