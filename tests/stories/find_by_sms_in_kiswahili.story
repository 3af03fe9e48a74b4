TAFUTA kwa SMS

phone 0755000021
text TAFUTA pasipoti
  < eCitizen:
  < 1 Pasipoti mpya, kurasa 34
  < 2 Kuhuisha pasipoti, kurasa 34
  < 3 Pasipoti iliyopotea
  < Tuma nambari kupata maelezo, ZAIDI kwa nyingine.
wait 5 seconds
text 1
  < Pasipoti mpya - kurasa 34, Immigration: KES 7,550. Siku za kazi: 15. Omba: piga *222#. Lipa kwa paybill 222222 pekee. Chanzo: Gazette 241/2023, from Mar 2024.
wait 5 seconds
text zaidi
  < eCitizen:
  < 4 Pasipoti iliyoharibika
  < 5 Pasipoti ya haraka
  < 6 Kuhuisha pasipoti, kurasa 50
  < Tuma nambari kupata maelezo, ZAIDI kwa nyingine.
wait 5 seconds
text Tafuta leseni
  < eCitizen:
  < 1 Kuhuisha leseni (DL), miaka 3
  < 2 Smart DL mpya, miaka 3
  < 3 Kuhuisha leseni (DL), mwaka 1
  < Tuma nambari kupata maelezo, ZAIDI kwa nyingine.
text HUDUMA thika
  < eCitizen: Huduma Centre Kiambu (Thika): Assistant County Commissioner Office, opposite Thika Stadium. Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
text huduma ya ardhi
  < eCitizen:
  < 1 Utafutaji rasmi wa ardhi
  < 2 Hati ya umiliki wa ardhi
  < 3 Mzozo wa mpaka wa ardhi
  < Tuma nambari kupata maelezo, ZAIDI kwa nyingine.
