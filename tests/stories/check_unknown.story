Five unknown references within an hour, and then only one's own

phone 0722000001
dial *222#
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
> ABC-12345
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> ABC-12346
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 111111111116
  | That reference number has a wrong digit. Please check it and try again.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> ABC-12348
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> ABC-12349
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> 102030405060
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
phone 0700000001
dial *222*1*102030405060#
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
phone 0722000001
wait 60 minutes
dial *222*1*102030405060#
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
