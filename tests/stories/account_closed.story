An account is closed, not by a slip; the person may register again

account of citizen 29000001 on 0712000036 with password 482915
phone 0712000036
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
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 98
  | 6. Language
  | 7. Sign out on this phone
  | 8. Close my account
  | 0. Back
> 8
  | Close your account? We erase your details, but your applications go on.
  | 1. No, keep it
  | 2. Yes, close it
  | 0. Back
> 1
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 98
  | 6. Language
  | 7. Sign out on this phone
  | 8. Close my account
  | 0. Back
> 8
  | Close your account? We erase your details, but your applications go on.
  | 1. No, keep it
  | 2. Yes, close it
  | 0. Back
> 2
  | Your account is closed. An SMS confirms it.
  (end)
  < eCitizen: your account is closed and your details are erased. Not you? Call +254 20 7903260 now.
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
> 482915
  | Wrong account or password. Tries left: 4.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
> 00
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
> 482915
  | Enter the same 6 digits again
  | 0. Back
> 482915
  | Your account is open. We sent you an SMS with the next step.
  | 1. My applications
  | 2. Add my e-mail
  | 0. Back
  < Welcome to eCitizen, Wanjiku. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
