A reference in a text is answered, whatever words stand around it, and nothing else is done

phone 0744000031
agency dis records passport-new-34 for 0744000031 as EPP1-F1F2F3F4
  < eCitizen EPP1-F1F2F3F4: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
text LANG SW
  < eCitizen: utapata ujumbe wetu kwa Kiswahili.
text Toka jana nasubiri kumbukumbu EPP1-F1F2F3F4
  < eCitizen EPP1-F1F2F3F4: Pasipoti mpya, kurasa 34. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency dis moves EPP1-F1F2F3F4 to processing
  < eCitizen EPP1-F1F2F3F4: Pasipoti mpya, kurasa 34. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
text Help my reference is EPP1-F1F2F3F4
  < eCitizen EPP1-F1F2F3F4: Pasipoti mpya, kurasa 34. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
text FIND EPP1-F1F2F3F4
  < eCitizen EPP1-F1F2F3F4: Pasipoti mpya, kurasa 34. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
text acha
  < eCitizen: hutapata arifa za SMS tena. Kuzipata tena, tuma ANZA. Kujua hali ya ombi, tuma nambari yake ya kumbukumbu.
agency dis moves EPP1-F1F2F3F4 to ready_for_collection, place Nyayo House
text Start date of my passport? EPP1-F1F2F3F4
  < eCitizen EPP1-F1F2F3F4: Pasipoti mpya, kurasa 34. Iko tayari kuchukuliwa, Nyayo House. Beba kitambulisho, na pasipoti ya zamani kama ipo.
agency dis moves EPP1-F1F2F3F4 to collected
text STOP 102030405061
  < eCitizen: Tarakimu moja ya nambari hiyo si sahihi. Tafadhali iangalie na ujaribu tena.
text HELP 102030405061
  < eCitizen: Tarakimu moja ya nambari hiyo si sahihi. Tafadhali iangalie na ujaribu tena.
