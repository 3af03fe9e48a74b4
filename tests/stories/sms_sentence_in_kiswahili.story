A sentence in Kiswahili is understood, and answered in Kiswahili

phone 0733000049
text pesa ngapi pasipoti
  < eCitizen:
  < 1 Pasipoti mpya, kurasa 34
  < 2 Kuhuisha pasipoti, kurasa 34
  < 3 Pasipoti iliyopotea
  < Tuma nambari kupata maelezo, ZAIDI kwa nyingine.
wait 1 second
text 2
  < eCitizen: Kuhuisha pasipoti - kurasa 34, Immigration: KES 7,550. Siku za kazi: 15. Omba: piga *222#. Lipa kwa paybill 222222 pekee.
text naomba kujua bei ya leseni ya udereva tafadhali
  < eCitizen:
  < 1 Kuhuisha leseni (DL), miaka 3
  < 2 Smart DL mpya, miaka 3
  < 3 Leseni ya muda ya udereva (PDL)
  < Tuma nambari kupata maelezo, ZAIDI kwa nyingine.
text kitambulisho changu kiko wapi
  < eCitizen:
  < 1 Kitambulisho kilichopotea
  < 2 Kitambulisho cha kwanza
  < 3 Kubadili taarifa za kitambulisho
  < Tuma nambari kupata maelezo, ZAIDI kwa nyingine.
text barua ya chifu naipata wapi
  < eCitizen: Barua ya chifu: Katika ofisi ya chifu au naibu wa chifu, bure. Nenda na kitambulisho, na useme barua ni ya nini.
text mbona hamjibu
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
