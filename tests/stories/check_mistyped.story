A reference is mistyped in every way, and help is offered after three refusals

phone 0700000001
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 7  # no such line
  | Please answer with a number from 1 to 6.
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> one  # no such line
  | Please answer with a number from 1 to 6.
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
> 102030405061
  | That reference number has a wrong digit. Please check it and try again.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 10203040506
  | An eCitizen reference number has 12 digits. Please count them and try again.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> my passport
  | Not a reference number. It is on your receipt or SMS, such as 1020 3040 5060.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> 99
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
  | 0. Back
> 0
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 1020*3040*5060
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
> 102030405060  # no such line
  | Please answer with 1, or with 0 to go back.
  | 1. SMS me this
  | 98. More
  | 0. Back
> 9  # no such line
  | Please answer with 1, or with 0 to go back.
  | 1. SMS me this
  | 98. More
  | 0. Back
