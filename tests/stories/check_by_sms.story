A reference is texted as people text

phone 0700000001
text 102030405060
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
text 1020 3040 5060
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
text 1020-3040-5060.
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
text   status  102030405060
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
text STATUS: 1020.3040.5060
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
text my reference is 1020 3040 5060 please
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
text Ref: IO2O3O4O5O6O
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
phone 0700000009
text epp1 a1b2c3d4
  < eCitizen EPP1-A1B2C3D4: New passport, 34 pages. Fingerprints and photo needed at Nyayo House. Book a day. Carry your original documents.
text EPP1-A1B2C3D4
  < eCitizen EPP1-A1B2C3D4: New passport, 34 pages. Fingerprints and photo needed at Nyayo House. Book a day. Carry your original documents.
text eppi-aib2c3d4
  < eCitizen EPP1-A1B2C3D4: New passport, 34 pages. Fingerprints and photo needed at Nyayo House. Book a day. Carry your original documents.
text 102030405061
  < eCitizen: That reference number has a wrong digit. Please check it and try again.
text 10203040506
  < eCitizen: An eCitizen reference number has 12 digits. Please count them and try again.
text ZZZ99999
  < eCitizen: We did not find that reference number. Check your receipt, or ask the office.
text status
  < eCitizen: text your reference number, such as 1020 3040 5060. It is on your receipt or SMS.
text status of my passport please
  < eCitizen: text your reference number, such as 1020 3040 5060. It is on your receipt or SMS.
