Nobody abroad, on a satellite or behind a landline makes us pay for an SMS

phone +447911123456
text HELP
text 102030405060
phone +88213123456
text HELP
phone +254203000001
text FIND passport
phone +254900123456
text HELP
phone 0700000001
text 102030405060
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
