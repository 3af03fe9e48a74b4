A citizen registers in nine hops

phone 0712000001
dial *222#
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
  | 1. None yet: what can I do?
  | 2. An application is missing
  | 0. Back
