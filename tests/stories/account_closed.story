An account is closed, not by a slip; the person may register again

account of citizen 29000001 on 0712000036 with password 482915
phone 0712000036
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in
  | 1. Account ****0001
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 1
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 482915
  | Stay signed in for 30 days? Whoever holds this phone can see your applications only.
  | 1. No
  | 2. Yes
  | 0. Back
> 1
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 00
  | Passport renewal, 34 pages: Ready for collection
  | 1. Check a reference
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | My account
  | 1. What we keep
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 6. Language
  | 98. More
  | 0. Back
> 98
  | 7. Photo
  | 8. Sign out, forget this phone
  | 9. Close my account
  | 0. Back
> 9
  | Close the account? Your details are erased, not your applications.
  | 1. No, keep it
  | 2. Yes, close it
  | 0. Back
> 1
  | My account
  | 1. What we keep
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 6. Language
  | 98. More
  | 0. Back
> 98
  | 7. Photo
  | 8. Sign out, forget this phone
  | 9. Close my account
  | 0. Back
> 9
  | Close the account? Your details are erased, not your applications.
  | 1. No, keep it
  | 2. Yes, close it
  | 0. Back
> 2
  | Your account is closed. An SMS confirms it.
  (end)
  < eCitizen: your account is closed and what we kept about you is erased. Not you? Call +254 20 7903260 at once.
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
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
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 482915
  | The account or the password is not right. Tries left: 4.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 00
  | Welcome to eCitizen
  | 1. Check a reference
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
  | Enter your first name as on the document
  | 0. Back
  | 00. Home
> Wanjiku
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | 29000001 Wanjiku, 1990. Right?
  | We keep this, your phone and applications to serve you.
  | 1. Right, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 482915
  | Enter the same 6 digits again
  | 0. Back
> 482915
  | Your account is open. An SMS tells you what to do next.
  | 1. My applications
  | 2. Add my e-mail
  | 0. Back
  < Welcome to eCitizen, Wanjiku. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
