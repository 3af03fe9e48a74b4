The network repeats a hop: the same screen, and one SMS

phone 0700000001
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
again
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 1
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
again
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 102030405060
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
again
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
> 1
  | You will get an SMS about 1020 3040 5060. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
again
  | You will get an SMS about 1020 3040 5060. You can also text the reference to 22222 at any time.
  (end)
again
  | You will get an SMS about 1020 3040 5060. You can also text the reference to 22222 at any time.
  (end)
