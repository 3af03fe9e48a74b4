A phone that serves a household asks whose account it is

account of citizen 29000001 on 0712000012 with password 482915
account of citizen 29000002 on 0712000012 with password 607318
phone 0712000012
dial *222#
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in
  | 1. With ID number or e-mail
  | 2. I forgot my password
  | 0. Back
> 1
  | Sign in: enter your ID or passport number, or e-mail
  | 0. Back
> 29000002
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
  | 00. Home
> 607318
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
> 1
  | My applications
  | 1. Driving licence renewal, 3 years: Waiting to be processed
  | 0. Back
dial *222#
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in
  | 1. With ID number or e-mail
  | 2. I forgot my password
  | 0. Back
> 1
  | Sign in: enter your ID or passport number, or e-mail
  | 0. Back
> 29000001
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
  | 00. Home
> 607318
  | Wrong account or password. Tries left: 4.
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
  | 00. Home
> 482915
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
> 2
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
dial *222#
  | Passport renewal, 34 pages: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
