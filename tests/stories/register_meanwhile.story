Two phones register one person at the same time: the second is told of the account, and how to get into it

phone 0712000088
dial *222*2*1*29000002*Otieno*1984#
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
phone 0712000089
dial *222*2*1*29000002*Otieno*1984#
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
phone 0712000088
> 607318
  | You already have an account.
  | 1. Sign in
  | 2. I forgot my password
  | 3. Not opened by you?
  | 0. Back
> 2
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
