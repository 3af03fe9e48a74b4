A citizen registers in nine hops

phone 0712000001
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
> 482915
  | Enter the same 6 digits again
  | 0. Back
> 482915
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
> 482915
  | eCitizen: Wanjiku
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
