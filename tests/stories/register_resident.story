A resident registers, and asks for the full notice first

phone 0712000002
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
> 2
  | Enter your Alien ID number
  | 0. Back
> 900001
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> maria
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1988
  | 900001 maria, 1988. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 2
  | We are sending you the privacy notice by SMS.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 98. More
  | 0. Back
  | 00. Home
  < eCitizen keeps the ID details you give, phone, e-mail and applications to serve you until you close your account (Data Protection Act). The register of persons confirms them, agencies you apply to see them, nobody else. See, correct or erase them: My account or a Huduma Centre. Complaints: www.odpc.go.ke
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
  < Welcome to eCitizen, Maria. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
