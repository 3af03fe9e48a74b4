Signing in by number, staying signed in, and signing out

account of citizen 29000001 on 0712000010 with password 482915
phone 0712000011
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
> 12
  | That is too short for a number or an e-mail.
  | Sign in: enter your ID or passport number, or e-mail
  | 0. Back
> 29000001
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
  | 00. Home
> 111222
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
> 2
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 1
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Place: Nyayo House
  | Carry your ID, and your old passport if any.
  | 98. More
  | 0. Back
> 0
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 00
  | Passport renewal, 34 pages: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Who is using this phone?
  | 1. My account, with my password
  | 2. Another person: sign in
  | 3. Another person: register
  | 4. Sign out on this phone
  | 0. Back
> 1
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
> 482915
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 6. Language
  | 98. More
  | 0. Back
> 8
  | You are signed out on this phone.
  (end)
dial *222#
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
phone 0712000010
dial *222#
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
  < eCitizen: account ****0001 was opened on phone ...0011 at 12:00. Not you? Dial *222#, My account, change the password, or call +254 20 7903260.
> 3
  | Sign in
  | 1. Account ****0001
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 1
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
> 482 915
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
> 1
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
dial *222#
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
wait 30 days
phone 0712000011
dial *222#
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
