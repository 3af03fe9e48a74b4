Fraud by telephone: somebody asks for a code; whatever is texted then is warned of, in the language of the text, and not kept

phone 0712000070
text my code is 111222 from ecitizen officer
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
text nani amepiga? 0722000000 amesema nitume code
  < eCitizen: usimtumie mtu yeyote nenosiri wala msimbo. Hatukuhifadhi ulichotuma. Kama ni nenosiri lako, piga *222# ulibadilishe: Akaunti yangu.
text nenosiri langu ni 482915
  < eCitizen: usimtumie mtu yeyote nenosiri wala msimbo. Hatukuhifadhi ulichotuma. Kama ni nenosiri lako, piga *222# ulibadilishe: Akaunti yangu.
text HELP my password is 482915 please
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
text password 4 8 2 9 1 5
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
text 0722000000
  < eCitizen: text your reference number, FIND and a service, or dial *222#.
  < Tuma nambari ya kumbukumbu, TAFUTA na huduma, au piga *222#.
phone 0712000071
speaks sw
text officer 0722 000 000 wants my PIN, is it 482915?
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
text OTP 482915
  < eCitizen: usimtumie mtu yeyote nenosiri wala msimbo. Hatukuhifadhi ulichotuma. Kama ni nenosiri lako, piga *222# ulibadilishe: Akaunti yangu.
phone 0712000072
text the officer wants the code for 102030405060
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
