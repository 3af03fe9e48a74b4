What eCitizen does not have: where to go for it, by phone and by SMS, in both languages

phone 0755000061
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> police abstract
  | Police abstract
  | Free, at any police station or Huduma Centre. Say what was lost or happened; take the abstract with its OB number.
  | 98. More
  | 0. Back
> 1
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
  | 00. Home
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> chief letter
  | Chief's letter
  | At the office of your chief or assistant chief, free. Bring your ID, and say what the letter is for.
  | 1. Send me this by SMS
  | 0. Back
> 1
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Chief's letter: At the office of your chief or assistant chief, free. Bring your ID, and say what the letter is for.
dial *222*4*22787228#
  | Choose or type again
  | 1. Police abstract
  | 2. Lost passport replacement
  | 0. Back
text FIND lost id report
  < eCitizen:
  < 1 Police abstract
  < 2 Lost national ID replacement
  < 3 Identification report
  < Text a number for details, MORE for others.
text FIND chief's letter
  < eCitizen: Chief's letter: At the office of your chief or assistant chief, free. Bring your ID, and say what the letter is for.
text TAFUTA barua ya chifu
  < eCitizen: Barua ya chifu: Katika ofisi ya chifu au naibu wa chifu, bure. Nenda na kitambulisho, na useme barua ni ya nini.
text TAFUTA pesa ya wazee
  < eCitizen: Inua Jamii, pesa za wazee: Kuanzia miaka 70, bila pensheni. Uliza ofisi ya maendeleo ya jamii ya kaunti ndogo au chifu. Usajili ni bure.
phone 0755000062
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> kibali cha kuzika
  | Kibali cha mazishi
  | Kifo cha hospitalini: hospitali hukitoa. Nyumbani: mwone naibu wa chifu kwanza. Hakuna maziko bila kibali.
  | 1. Nitumie hii kwa SMS
  | 0. Rudi
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> barua ya chifu
  | Barua ya chifu
  | Katika ofisi ya chifu au naibu wa chifu, bure. Nenda na kitambulisho, na useme barua ni ya nini.
  | 1. Nitumie hii kwa SMS
  | 0. Rudi
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> dhamana ya polisi
  | Dhamana ya polisi
  | Hulipwa kituoni. Chukua risiti rasmi (Police 18A) na uitunze: pesa hurudishwa ukifika kila tarehe uliyopewa.
  | 98. Zaidi
  | 0. Rudi
