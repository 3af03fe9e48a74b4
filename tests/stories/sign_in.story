Signing in by number, staying signed in, and signing out

account of citizen 29000001 on 0712000010 with password 482915
phone 0712000011
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
> 12
  | That is too short for a number or an e-mail.
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 98. More
  | 0. Back
> 29000001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 111222
  | Wrong account or password. Tries left: 4.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 6
  | You stay signed in for 30 days. Anyone with this phone can see your applications, nothing else.
  | 1. Main menu
  | 2. Do not stay signed in
  | 0. Back
dial *222#
  | Wanjiku: Ready for collection
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
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 98. More
  | 0. Back
> 0
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 00
  | Wanjiku: Ready for collection
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
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 7
  | You are signed out on this phone.
  (end)
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
phone 0712000010
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
  < eCitizen: account ****0001 was opened on phone ...0011 at 12:00. Not you? Dial *222#, My account, change the password, or call +254 20 7903260.
> 3
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482 915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
wait 30 days
phone 0712000011
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
