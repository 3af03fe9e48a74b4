Six digits by SMS are a password or a code: warned of, not said back, not kept

phone 0712000015
text 739164
  < eCitizen: not a reference: ours have 12 digits. Password or code? Tell no one: *222#.
  < Si nambari ya kumbukumbu, ina tarakimu 12. Nenosiri? Usimpe mtu: *222#.
text my password is 739164
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
text STATUS 739 164
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
speaks sw
text 739164
  < eCitizen: tarakimu 6 si nambari ya kumbukumbu; ina 12. Tuma hizo, au TAFUTA na huduma. Nenosiri au msimbo? Usimpe mtu, ubadilishe: *222#.
