A phone that merely stays signed in shows of an unproven account only what is recorded for that phone

account of citizen 29000001 on 0712666009 with password 731846, unproven
account of citizen 29000001 files passport-new-34 as EPP1-AA11BB22
phone 0712666010
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
> 29000001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 731846
  | Wanjiku: Submitted
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
  | eCitizen: Wanjiku
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 2
  | My applications
  | 1. None yet: what can I do?
  | 2. An application is missing
  | 0. Back
> 2
  | Applications made with another phone show after a code to that phone, or at a Huduma Centre with your ID.
  | 1. Send a code
  | 0. Back
> 1
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
  | 00. Home
> 731846
  | Applications made with another phone show after a code to that phone, or at a Huduma Centre with your ID.
  | 1. Send a code
  | 0. Back
> 0
  | Wanjiku: New passport, 34 pages: Submitted
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
