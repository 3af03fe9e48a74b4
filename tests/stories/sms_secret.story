Six digits by SMS are a password or a code: warned of, not said back, not kept

phone 0712000015
text 739164
  < eCitizen: never text a password or a code to anybody. We did not keep it. If it was your password, dial *222# and change it under My account.
text my password is 739164
  < eCitizen: never text a password or a code to anybody. We did not keep it. If it was your password, dial *222# and change it under My account.
text STATUS 739 164
  < eCitizen: never text a password or a code to anybody. We did not keep it. If it was your password, dial *222# and change it under My account.
speaks sw
text 739164
  < eCitizen: usitume nenosiri wala msimbo kwa mtu yeyote. Hatukuuhifadhi. Kama ni nenosiri lako, piga *222# ulibadilishe: Akaunti yangu.
