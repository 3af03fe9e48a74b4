A place that is named: a service that it has not is said, and no other county's stands for it

phone 0755000063
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> land rates kiambu
  | Kiambu has no such service here yet. Ask at the county's office or a Huduma Centre.
  | 1. Its Huduma Centre: Kiambu (Thika)
  | 98. More
  | 0. Back
> 1
  | Huduma Centre Kiambu (Thika)
  | Assistant County Commissioner Office, opposite Thika Stadium
  | Open Mon-Fri 07:00-19:00. Call 1919.
  | 98. More
  | 0. Back
  | 00. Home
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> land rates nairobi
  | Land rates payment
  | Nairobi County
  | Ask Nairobi County for the fee.
  | 1. Documents
  | 2. Where to apply
  | 3. Send me this by SMS
  | 0. Back
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> business licence kisumu
  | Kisumu has no such service here yet. Ask at the county's office or a Huduma Centre.
  | 1. Its Huduma Centre: Kisumu
  | 2. Type other words, or browse
  | 0. Back
dial *222*4*kakuma#
  | Turkana: no county services here yet.
  | Ask Huduma Kenya: call 1919.
  | 1. Its Huduma Centre: Turkana
  | 0. Back
> 1
  | Huduma Centre Turkana
  | County Commissioner's Office, Lodwar
  | Open Mon-Fri 08:00-17:00. Call 1919.
  | 1. Send me this by SMS
  | 0. Back
  | 00. Home
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> passport eldoret
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 4. Express passport
  | 98. More
  | 0. Back
dial *222*4*3*kiambu#
  | Kiambu: no county services here yet.
  | Ask Huduma Kenya: call 1919.
  | 1. Its Huduma Centre: Kiambu (Thika)
  | 0. Back
  | 00. Home
text FIND land rates kiambu
  < eCitizen: Kiambu has no such service here yet. For its Huduma Centre text HUDUMA Kiambu.
text FIND kakuma
  < eCitizen: Huduma Centre Turkana: County Commissioner's Office, Lodwar. Open Mon-Fri 08:00-17:00. Call 1919.
text HUDUMA Taita-Taveta
  < eCitizen: Huduma Centre Taita Taveta: CDF Office, Wundanyi. Wazi Jumatatu-Ijumaa saa 2 asubuhi-11 jioni. Simu 1919.
text HUDUMA kisumu city
  < eCitizen: Huduma Centre Kisumu: Former PC Office, Prosperity House, next to Central Bank, Kisumu. Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
text HUDUMA Kakuma
  < eCitizen: Huduma Centre Turkana: County Commissioner's Office, Lodwar. Wazi Jumatatu-Ijumaa saa 2 asubuhi-11 jioni. Simu 1919.
text HUDUMA Kisumu.
  < eCitizen: Huduma Centre Kisumu: Former PC Office, Prosperity House, next to Central Bank, Kisumu. Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
phone 0755000064
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> kodi ya ardhi kiambu
  | Kiambu bado haina huduma hiyo hapa. Uliza ofisi ya kaunti au Kituo cha Huduma.
  | 1. Kituo cha Huduma: Kiambu (Thika)
  | 98. Zaidi
  | 0. Rudi
text TAFUTA kodi ya ardhi kiambu
  < eCitizen: Kiambu bado haina huduma hiyo hapa. Kwa Kituo cha Huduma tuma HUDUMA Kiambu.
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> pasipoti eldoret
  | Chagua au andika tena
  | 1. Pasipoti mpya, kurasa 34
  | 2. Kuhuisha pasipoti, kurasa 34
  | 3. Pasipoti iliyopotea
  | 4. Pasipoti iliyoharibika
  | 98. Zaidi
  | 0. Rudi
> kakuma
  | Turkana: bado hakuna huduma za kaunti hapa.
  | Uliza Huduma Kenya: piga 1919.
  | 1. Kituo cha Huduma: Turkana
  | 0. Rudi
  | 00. Mwanzo
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> pasipoti eldoret
  | Chagua au andika tena
  | 1. Pasipoti mpya, kurasa 34
  | 2. Kuhuisha pasipoti, kurasa 34
  | 3. Pasipoti iliyopotea
  | 4. Pasipoti iliyoharibika
  | 98. Zaidi
  | 0. Rudi
> kodi ya ardhi kajiado
  | Kajiado bado haina huduma hiyo hapa. Uliza ofisi ya kaunti au Kituo cha Huduma.
  | 1. Vituo vya Huduma
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Vituo vya Huduma
  | 1. Kajiado
  | 2. Kajiado West
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Kajiado bado haina huduma hiyo hapa. Uliza ofisi ya kaunti au Kituo cha Huduma.
  | 1. Vituo vya Huduma
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 2
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
