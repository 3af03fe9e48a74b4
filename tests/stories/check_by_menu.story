A citizen checks a reference by menu, in English

phone 0700000001
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Help
> 1
  | Enter your reference number
  | 0. Back
> 1020 3040 5060
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Place: Nyayo House
  | Carry your ID, and your old passport if any.
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | You will get an SMS about 1020 3040 5060. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
