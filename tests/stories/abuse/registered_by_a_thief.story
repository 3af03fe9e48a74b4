Who knows number, name and year opens an account, sees nothing, and loses it to its person at a desk

agency dis moves 102030405060 to collected, note Handed to Wanjiku herself
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Collected. Handed to Wanjiku herself.
agency dis records passport-new-34 for 0700000001 as EPP1-AA11BB22
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
phone 0700000001
sms
phone 0712666001
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
> 1
  | My applications
  | 1. None yet: what can I do?
  | 2. An application is missing
  | 0. Back
> 1
  | Applications recorded under your ID and phone show here by themselves. To see any other, use its reference number.
  | 98. More
  | 0. Back
  | 00. Home
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
> 6
  | You stay signed in for 30 days. Anyone with this phone can see your applications, nothing else.
  | 1. Main menu
  | 2. Do not stay signed in
  | 0. Back
> 1
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
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
> 111111
  | That code is not right. Tries left: 2.
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
> 222222
  | That code is not right. Tries left: 1.
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
> 333333
  | That code has expired. Ask for a new one.
  | 1. Ask for a new code
  | 0. Back
phone 0700000001
sms
  < eCitizen: phone ..6001 asks for your applications. You? Your code is {code}: enter it there. Never tell anyone, even our staff. Not you? Call +254 20 7903260.
phone 0712666001
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
phone 0700000044
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
  | You already have an account.
  | 1. Sign in
  | 2. I forgot my password
  | 3. Not opened by you?
  | 0. Back
> 3
  | Take your document to a Huduma Centre. The desk gives the account to you, on your phone, and cancels what others applied for with it.
  | 0. Back
phone 0712666001
dial *222#
  | eCitizen: Wanjiku
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
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 731846
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
desk gives citizen 29000001 to 0700000044
  < eCitizen: a desk gave the account of this phone to the person it names, seen with their document. A mistake? Call +254 20 7903260 at once.
sms
> 1
  | You are signed out. Nothing was changed. Please dial again, and sign in.
  (end)
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
  | Wrong account or password. Tries left: 4.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
phone 0700000044
sms
  < eCitizen: a desk made +2547******44 the phone of your account. Set a password: dial *222#, Sign in, I forgot my password. Not you? Call +254 20 7903260.
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
> 1
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | If that is right and this is the phone of the account, a code comes here by SMS. Dial *222# within 10 minutes and enter it.
  (end)
  < eCitizen: {code} is the code for a new password of ****0001, until 12:10. Dial *222# here, enter it. Never tell anyone, even our staff. Not you? Dial, stop it.
dial *222#
  | Code for a new password
  | 1. Enter the code
  | 2. I did not get the code
  | 3. It was not me: stop it
  | 4. Lost SIM or new number
  | 5. Not now
  | 6. Start again
  | 0. Back
> 1
  | Enter the code of 6 digits
  | 0. Back
> {code}
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 604173
  | Enter the same 6 digits again
  | 0. Back
> 604173
  | Your password is changed. Phones that stayed signed in are signed out. Dial *222# to sign in.
  (end)
  < eCitizen: the password of account ****0001 was changed on 23 Nov 2026. Not you? Call +254 20 7903260 at once.
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
> 604173
  | Wanjiku: Submitted
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
phone 0712666001
sms
