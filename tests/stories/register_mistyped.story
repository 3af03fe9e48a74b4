Every question of registration has its own refusal

phone 0712000007
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
> 6
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
  | Enter your first name as on the document
  | 0. Back
  | 00. Home
> 4
  | A name has letters only, as on your document.
  | Enter your first name as on the document
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
  | 29000004 Jean Marie, 1969. Right?
  | We keep this, your phone and applications to serve you.
  | 1. Right, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 4
  | Please answer with a number from 1 to 3.
  | 29000004 Jean Marie, 1969. Right?
  | We keep this, your phone and applications to serve you.
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 12345
  | A password has exactly 6 digits.
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 111111
  | Too easy: it repeats itself.
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 121212
  | Too easy: it repeats itself.
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 234567
  | Too easy: keys or numbers in a row.
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 147258
  | Too easy: keys or numbers in a row.
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 150669
  | Too easy: it looks like a date.
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 201990
  | Too easy: there is a year in it.
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 290000
  | Too easy: from your ID, phone or birthday.
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 071200
  | Too easy: from your ID, phone or birthday.
  | Choose a password: 6 digits, not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
  | 99. Help
> 482915
  | Enter the same 6 digits again
  | 0. Back
> 482914
  | The two were not the same.
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
  < Welcome to eCitizen, Jean Marie. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
