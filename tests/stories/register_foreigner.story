Visitors register with the passport, with and without other names

phone 0712000005
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
> 5
  | Enter your passport number
  | 0. Back
> x0000001
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Jane
  | Enter your last name as in the passport
  | 0. Back
  | 00. Home
> Smith
  | Enter your other names as in the passport. None: answer 1
  | 0. Back
  | 00. Home
> Elizabeth
  | Gender as in the passport
  | 1. Female
  | 2. Male
  | 3. Other (X)
  | 0. Back
  | 00. Home
> 1
  | Enter your date of birth (day, month, year), such as 23051991
  | 0. Back
  | 00. Home
> 23 May 1991
  | X0000001 Jane Elizabeth Smith, 23/05/1991. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 98. More
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
  < Welcome to eCitizen, Jane. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
phone 0712000015
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
> 5
  | Enter your passport number
  | 0. Back
> ab 1234567
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Hiroshi
  | Enter your last name as in the passport
  | 0. Back
  | 00. Home
> Tanaka
  | Enter your other names as in the passport. None: answer 1
  | 0. Back
  | 00. Home
> 1
  | Gender as in the passport
  | 1. Female
  | 2. Male
  | 3. Other (X)
  | 0. Back
  | 00. Home
> 2
  | Enter your date of birth (day, month, year), such as 23051991
  | 0. Back
  | 00. Home
> 11/11/1982
  | AB1234567 Hiroshi Tanaka, 11/11/1982. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 98. More
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
  < Welcome to eCitizen, Hiroshi. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
