Kumbukumbu kwa SMS

phone 0700000005
text hali 2222 7777 0000
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
text 222277770000
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
text HALI
  < eCitizen: tuma kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: bila arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text hali 222277770001
  < Tarakimu moja ya kumbukumbu hiyo si sahihi. Tafadhali iangalie na ujaribu tena.
text hali 22227777000
  < Kumbukumbu yetu ina tarakimu 12. Tafadhali zihesabu na ujaribu tena.
text hali ZZZ99999
  < Hatuijui kumbukumbu hiyo. Tafadhali ilinganishe na risiti yako, au uulize ofisini.
text hali ya kitambulisho changu
  < Hiyo si kumbukumbu. Ni nambari iliyo kwenye risiti au SMS yako, kama 1020 3040 5060.
phone 0733000001
text Hali 222277770000
  < eCitizen 2222 7777 0000: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
