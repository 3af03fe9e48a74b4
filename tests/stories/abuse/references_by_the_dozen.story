A thief guesses at references by the dozen in one text: two of them are looked up, and each is a miss

phone 0733000077
text where are 111111111117 111111111125 111111111130 111111111149 111111111158 111111111163 111111111174 please
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
text where are 222222222229 333333333337 444444444442 555555555555 666666666667 777777777771 please tell me
text is it 888888888887 or 102030405060 then
  < eCitizen: We did not find that reference number. Check your receipt, or ask the office.
text 102030405060
  < eCitizen: Too many unknown numbers. Wait an hour, sign in, or call +254 20 7903260.
phone 0700000001
text 102030405060
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
