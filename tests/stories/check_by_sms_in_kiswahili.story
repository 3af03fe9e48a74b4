Kumbukumbu kwa SMS

phone 0700000005
text hali 2222 7777 0000
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
text 222277770000
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
text HALI
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text hali 222277770001
  < Tarakimu moja ya nambari hiyo si sahihi. Tafadhali iangalie na ujaribu tena.
text hali 22227777000
  < Nambari ya kumbukumbu ina tarakimu 12. Tafadhali zihesabu na ujaribu tena.
text hali ZZZ99999
  < Hatukupata nambari hiyo. Angalia risiti yako, au uliza ofisini.
text hali ya kitambulisho changu
  < Hiyo si nambari ya kumbukumbu. Iko kwenye risiti au SMS, kama 1020 3040 5060.
phone 0733000001
text Hali 222277770000
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
