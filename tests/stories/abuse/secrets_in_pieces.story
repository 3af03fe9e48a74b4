A password or a code is warned of in whatever pieces, words or script it comes

phone 0712000080
text PIN yangu ni 4821
  < eCitizen: usimtumie mtu yeyote nenosiri wala msimbo. Hatukuhifadhi ulichotuma. Kama ni nenosiri lako, piga *222# ulibadilishe: Akaunti yangu.
text otp 482 915
  < eCitizen: never give a password or code to anyone. To change yours: *222#.
  < Usimpe mtu nenosiri wala msimbo. Kulibadilisha: *222#.
text code: 4-8-2-9-1-5
  < eCitizen: never give a password or code to anyone. To change yours: *222#.
  < Usimpe mtu nenosiri wala msimbo. Kulibadilisha: *222#.
text my pin is four eight two nine one five
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
text nenosiri ni nne nane mbili tisa moja tano
  < eCitizen: usimtumie mtu yeyote nenosiri wala msimbo. Hatukuhifadhi ulichotuma. Kama ni nenosiri lako, piga *222# ulibadilishe: Akaunti yangu.
text code ٤٨٢٩١٥
  < eCitizen: never give a password or code to anyone. To change yours: *222#.
  < Usimpe mtu nenosiri wala msimbo. Kulibadilisha: *222#.
text 4️⃣8️⃣2️⃣9️⃣1️⃣5️⃣
  < eCitizen: not a reference: ours have 12 digits. Password or code? Tell no one: *222#.
  < Si nambari ya kumbukumbu, ina tarakimu 12. Nenosiri? Usimpe mtu: *222#.
text ID 29000001 password 482915
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
text STOP 482915
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
phone 0712000081
text KRA PIN 1234
  < eCitizen: KRA PIN registration (individual), KRA: Free. Same day. Apply: www.ecitizen.go.ke. Ask KRA to confirm. Bring: National ID; email; phone.
text postal code 00100 please
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
