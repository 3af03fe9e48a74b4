A diplomat registers

phone 0712000004
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
> 4
  | Enter your diplomat ID number
  | 0. Back
> dip/0001
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Ingrid
  | Enter your date of birth (day, month, year), such as 23051991
  | 0. Back
  | 00. Home
> 17.9.1970
  | DIP/0001 Ingrid, 17/09/1970. Correct?
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
  < Welcome to eCitizen, Ingrid. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
