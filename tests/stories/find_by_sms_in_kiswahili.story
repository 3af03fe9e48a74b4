TAFUTA kwa SMS

phone 0755000021
text TAFUTA pasipoti
  < 1 Pasipoti mpya, kurasa 34
  < 2 Kuhuisha pasipoti, kurasa 34
  < 3 Pasipoti iliyopotea
  < Tuma namba kupata maelezo, ZAIDI kwa nyingine.
wait 5 seconds
text 1
  < Pasipoti mpya, kurasa 34 (Immigration): KES 7,550 (7,500 + 50). Siku za kazi: 15. Omba: www.ecitizen.go.ke. Lipa paybill 222222 pekee. Leta: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
wait 5 seconds
text zaidi
  < Kuhamisha umiliki, juu ya 3000cc (NTSA): KES 5,965 (5,915 + 50), ntsanews.co.ke. Siku za kazi: 3. Omba: www.ecitizen.go.ke. Lipa paybill 222222 pekee. Leta: Logbook; seller and buyer ID + KRA PIN; insurance; buyer accepts on own account.
wait 5 seconds
text Tafuta leseni
  < 1 Kuhuisha leseni (DL), miaka 3
  < 2 Leseni ya kidijitali, miaka 3
  < 3 Kuhuisha leseni (DL), mwaka 1
  < Tuma namba kupata maelezo, ZAIDI kwa nyingine.
text HUDUMA thika
  < Huduma Centre Kiambu (Thika): Assistant County Commissioner Office, opposite Thika Stadium. Wazi Jtatu-Ijumaa 07:00-19:00. Simu 1919.
text huduma ya ardhi
  < Huduma Centre Kericho: Ardhi House, Temple Street, Kericho. Wazi Jtatu-Ijumaa 07:00-19:00. Simu 1919.
