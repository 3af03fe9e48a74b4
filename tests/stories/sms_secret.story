Six digits by SMS are a password or a code: warned of, not said back, not kept

phone 0712000015
text 739164
  < eCitizen: never give a password or code to anyone. To change yours: *222#.
  < Usimpe mtu nenosiri wala msimbo. Kulibadilisha: *222#.
text my password is 739164
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
text STATUS 739 164
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
speaks sw
text 739164
  < eCitizen: usimtumie mtu yeyote nenosiri wala msimbo. Hatukuhifadhi ulichotuma. Kama ni nenosiri lako, piga *222# ulibadilishe: Akaunti yangu.
