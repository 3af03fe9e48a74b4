Kumbukumbu kwa SMS

phone 0700000005
text hali 2222 7777 0000
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
text 222277770000
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
text HALI
  < eCitizen: tuma nambari yako ya kumbukumbu, kama 1020 3040 5060. Iko kwenye risiti au SMS yako.
text hali 222277770001
  < eCitizen: Tarakimu moja ya nambari hiyo si sahihi. Tafadhali iangalie na ujaribu tena.
text hali 22227777000
  < eCitizen: Nambari ya kumbukumbu ina tarakimu 12. Tafadhali zihesabu na ujaribu tena.
text hali ZZZ99999
  < eCitizen: Hatukupata nambari hiyo. Angalia risiti yako, au uliza ofisini.
text hali ya kitambulisho changu
  < eCitizen: tuma nambari yako ya kumbukumbu, kama 1020 3040 5060. Iko kwenye risiti au SMS yako.
phone 0733000001
text Hali 222277770000
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
