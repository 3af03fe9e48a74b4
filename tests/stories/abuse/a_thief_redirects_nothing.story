Who opened an account of somebody else and changes its number takes nobody's alerts along

phone 0712666002
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 2
  | Register as:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID number
  | 0. Back
> 29000001
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Wanjiku
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | 29000001 Wanjiku, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 731846
  | Enter the same 6 digits again
  | 0. Back
> 731846
  | Your account is open. We sent you an SMS with the next step.
  | 1. My applications
  | 2. Add my e-mail
  | 0. Back
  < Welcome to eCitizen, Wanjiku. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
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
> 731846
  | eCitizen: Wanjiku
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 3
  | Phone: +2547******02
  | Enter the new phone number
  | 0. Back
> 0712666003
  | 0712 666 003. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0712 666 003. You have 30 minutes
  | 0. Back
phone 0712666003
sms
  < eCitizen: {code} is your code. It makes this number the phone of an account, entered on its present phone. Not you? Tell it to nobody, even our staff.
phone 0712666002
> {code}
  | Your number changes a day from now; until then the old one can stop it by dialling. Codes for a new password go to the new one 3 days after that.
  (end)
  < eCitizen: account ****0001 moves to +2547******03 in a day. Not you? Dial *222# and stop it, or call +254 20 7903260.
wait 25 hours
sweep
  < eCitizen: +2547******03 is now the phone of account ****0001. Codes for a new password go there from 27 Nov 2026.
agency dis moves 102030405060 to collected
phone 0712666003
sms
  < eCitizen: +2547******03 is now the phone of account ****0001. Codes for a new password go there from 27 Nov 2026.
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
> 731846
  | eCitizen: Wanjiku
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
phone 0700000001
sms
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Collected. If it was not you, call +254207903260.
