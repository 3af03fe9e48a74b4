My applications: the newest live one first, each with its history

account of citizen 29000001 on 0700000001 with password 482915
agency dis records passport-new-34 for 0700000001 as EPP1-AA11BB22
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
agency dis moves EPP1-AA11BB22 to processing
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
phone 0700000001
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Processing
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
> 1
  | Wanjiku: New passport, 34 pages: Processing
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 2
  | My applications
  | 1. New passport, 34 pages: Processing
  | 2. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 1
  | New passport, 34 pages
  | Processing, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | EPP1-AA11BB22
  | 1. SMS me this
  | 2. Past steps
  | 0. Back
> 2
  | 23 Nov 2026 Processing
  | 23 Nov 2026 Submitted
  | 0. Back
  | 00. Home
> 0
  | New passport, 34 pages
  | Processing, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | EPP1-AA11BB22
  | 1. SMS me this
  | 2. Past steps
  | 0. Back
> 1
  | You will get an SMS about EPP1-AA11BB22. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
dial *222#
  | Wanjiku: New passport, 34 pages: Processing
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 2
  | My applications
  | 1. New passport, 34 pages: Processing
  | 2. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 2
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 98. More
  | 0. Back
account of citizen 29000002 on 0712000037 with password 482915
phone 0712000038
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
> 29000012
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
