What was begun before a desk changed the account is not gone on with after it

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 4
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> new passport 34
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 0. Back
> 1
  | Passport - first time, 34 pages (A series)
  | Immigration
  | KES 7,550
  | Working days: 15
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | New passport, 34 pages
  | KES 7,550
  | Working days: 15
  | Have the birth certificate with you.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Who is the passport for?
  | 1. Me
  | 2. My child, under 18
  | 0. Back
> 1
  | Number of the birth certificate
  | As on the certificate
  | 0. Back
desk moves citizen 29000005 to 0712000003
  < eCitizen: a Huduma Centre made +2547******03 the phone of account ****0005. Not you? Call +254 20 7903260 now.
desk moves citizen 29000005 to 0712000002
  < eCitizen: a Huduma Centre made +2547******02 the phone of account ****0005. Not you? Call +254 20 7903260 now.
dial *222#
  | You have not finished: An application
  | 1. Continue where you stopped
  | 2. Main menu
  | 0. Back
> 1
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Your account was changed since. Please begin again.
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 98. More
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
