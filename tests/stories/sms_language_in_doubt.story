Where a text tells no language the answer comes in both, a line each

phone 0733000052
text ???
  < eCitizen: text your reference number, FIND and a service, or dial *222#.
  < Tuma nambari ya kumbukumbu, TAFUTA na huduma, au piga *222#.
phone 0733000053
text ok
  < eCitizen: text your reference number, FIND and a service, or dial *222#.
  < Tuma nambari ya kumbukumbu, TAFUTA na huduma, au piga *222#.
phone 0733000054
text 482915
  < eCitizen: not a reference: ours have 12 digits. Password or code? Tell no one: *222#.
  < Si nambari ya kumbukumbu, ina tarakimu 12. Nenosiri? Usimpe mtu: *222#.
phone 0733000055
text habari za leo
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
phone 0733000056
text are you there
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
