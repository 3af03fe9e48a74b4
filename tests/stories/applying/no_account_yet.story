A phone without an account registers first, and goes on applying

phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> renewal 1 year
  | Driving licence renewal - 1 year
  | NTSA
  | KES 650
  | Same day
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 5. Send me this by SMS
  | 0. Back
> 1
  | You apply with your eCitizen account.
  | 1. Sign in
  | 2. Register
  | 0. Back
  | 00. Home
> 2
  | Register as:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
  | 00. Home
> 1
  | Enter your ID number
  | 0. Back
  | 00. Home
> 29000005
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Amina
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 2001
  | 29000005 Amina, 2001. Correct?
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
  | 1. Go on applying
  | 2. My applications
  | 3. Add my e-mail
  | 0. Back
  < Welcome to eCitizen, Amina. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
> 1
  | Driving licence renewal, 1 year
  | KES 650
  | Same day
  | Have your licence with you.
  | 1. Start
  | 2. Not now
  | 0. Back
