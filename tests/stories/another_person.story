A phone that stays signed in does not shut out the rest of the household

account of citizen 29000001 on 0712000040 with password 482915
phone 0712000040
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
> 3
  | Who is using this phone?
  | 1. My account, with my password
  | 2. Another person: sign in
  | 3. Another person: register
  | 4. Sign out on this phone
  | 0. Back
> 2
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
> 0
  | Who is using this phone?
  | 1. My account, with my password
  | 2. Another person: sign in
  | 3. Another person: register
  | 4. Sign out on this phone
  | 0. Back
> 3
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
  | 00. Home
> 29000002
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Otieno
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1984
  | 29000002 Otieno, 1984. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 607318
  | Enter the same 6 digits again
  | 0. Back
> 607318
  | Your account is open. We sent you an SMS with the next step.
  | 1. My applications
  | 2. Add my e-mail
  | 0. Back
  < Welcome to eCitizen, Otieno. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
> 2
  | Enter your e-mail address
  | 0. Back
> otieno@example.com
  | A code is on its way to otieno@example.com. Dial *222#, sign in, My account, E-mail to enter it. Never tell it to anyone.
  (end)
  @ otieno@example.com: eCitizen
  @ Your eCitizen code is {code}. It is good for a day. Dial *222#, sign in, and enter it under My account, E-mail. Never tell anyone, even our staff.
dial *222#
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
> 4
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
> 3
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
