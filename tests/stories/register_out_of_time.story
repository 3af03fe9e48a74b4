No question is asked after 150 seconds of a call: what was told is kept, and the next dial goes on

phone 0712000061
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
> 29000002
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Otieno
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
wait 151 seconds
> 1984
  | Saved. Dial *222# again to go on.
  (end)
dial *222#
  | You have not finished: Register
  | 1. Continue as Otieno
  | 2. Main menu
  | 0. Back
> 1
  | ****0002 Otieno, 1984. Correct?
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
