A citizen dials straight to a reference, wherever the provider puts it

phone 0700000001
dial *222*1*102030405060#
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
> 0
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 0
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
dial *222# with 1*102030405060
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
dial *222*1*102030405069#
  | That reference number has a wrong digit. Please check it and try again.
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
phone 0700000005
dial *222*1*222277770000#
  | Kitambulisho kilichopotea
  | Kiko tayari kuchukuliwa, 23 Nov 2026
  | Huduma Centre GPO
  | Nenda na kadi yako ya kusubiri kukichukua.
  | 2222 7777 0000
  | 98. Zaidi
  | 0. Rudi
dial *222*1#
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
