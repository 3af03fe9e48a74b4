Every question of registration has its own refusal

phone 0712000007
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
> 6  # no such line
  | Please answer with a number from 1 to 5.
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
> 12345
  | An ID number has 7 or 8 digits, a Maisha Namba has 14.
  | Enter your ID number
  | 0. Back
> 29000004
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> 4
  | A name has letters only, as on your document.
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Jean Marie
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 69
  | A year has four digits, such as 1990.
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 3069
  | A year has four digits, such as 1990.
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1969
  | 29000004 Jean Marie, 1969. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 4  # no such line
  | Please answer with a number from 1 to 3.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 12345
  | A password has exactly 6 digits.
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 111111
  | Too easy: it repeats itself.
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 121212
  | Too easy: it repeats itself.
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 234567
  | Too easy: the digits follow each other.
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 147258
  | Too easy: the digits follow each other.
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 150669
  | Too easy: it looks like a date.
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 201990
  | Too easy: there is a year in it.
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 290000
  | Too easy: your ID, phone or birthday.
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 071200
  | Too easy: your ID, phone or birthday.
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 482915
  | Enter the same 6 digits again
  | 0. Back
> 482914
  | The two passwords were different.
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
  < Welcome to eCitizen, Jean. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
