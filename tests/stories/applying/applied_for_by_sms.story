Nothing is applied for by SMS: who asks gets the code to dial

phone 0712000002
text APPLY
  < eCitizen: to apply, dial *222# and choose Find a service.
text OMBA
  < eCitizen: kuomba, piga *222# kisha uchague Tafuta huduma.
wait 1 minute
text apply passport
  < eCitizen:
  < 1 New passport, 34 pages
  < 2 Passport renewal, 34 pages
  < 3 Lost passport replacement
  < Text a number for details, MORE for others.
wait 1 minute
text nataka kuomba leseni ya udereva
  < eCitizen:
  < 1 Kuhuisha leseni (DL), miaka 3
  < 2 Smart DL mpya, miaka 3
  < 3 Leseni ya muda ya udereva (PDL)
  < Tuma nambari kupata maelezo, ZAIDI kwa nyingine.
wait 1 minute
text 1
  < eCitizen: Kuhuisha leseni - miaka 3, NTSA: KES 1,450. Papo hapo. Omba: piga *222#. Lipa kwa paybill 222222 pekee. Uliza NTSA uhakikishe. Beba: Nambari ya leseni ya udereva; kitambulisho cha taifa.
wait 1 minute
text I want to apply for good conduct
  < eCitizen:
  < 1 Certificate of good conduct
  < 2 Good conduct, foreigners
  < Text a number for details.
wait 1 minute
text omba pasipoti
  < eCitizen:
  < 1 Pasipoti mpya, kurasa 34
  < 2 Kuhuisha pasipoti, kurasa 34
  < 3 Pasipoti iliyopotea
  < Tuma nambari kupata maelezo, ZAIDI kwa nyingine.
