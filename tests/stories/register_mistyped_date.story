The questions of visitors and diplomats have their own refusals

phone 0712000017
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
> 12
  | A passport number has 6 to 9 letters and digits.
  | Enter your passport number
  | 0. Back
> X0000001
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> J
  | A name has letters only, as on your document.
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Jane
  | Enter your last name as in the passport
  | 0. Back
  | 00. Home
> 5
  | A name has letters only, as on your document.
  | Enter your last name as in the passport
  | 0. Back
  | 00. Home
> Smith
  | Enter your other names as in the passport. None: answer 1
  | 0. Back
  | 00. Home
> 2
  | A name has letters only, as on your document.
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
> 4  # no such line
  | Please answer with a number from 1 to 3.
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
> yesterday
  | That is not a date. Type day, month and year, such as 23051991.
  | Enter your date of birth (day, month, year), such as 23051991
  | 0. Back
  | 00. Home
> 31/02/1991
  | That is not a date. Type day, month and year, such as 23051991.
  | Enter your date of birth (day, month, year), such as 23051991
  | 0. Back
  | 00. Home
> 23/05/91
  | That is not a date. Type day, month and year, such as 23051991.
  | Enter your date of birth (day, month, year), such as 23051991
  | 0. Back
  | 00. Home
  | 99. Help
> 23-5-1991
  | X0000001 Jane Elizabeth Smith, 23/05/1991. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 98. More
  | 0. Back
  | 00. Home
> 00
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
> 1
  | An Alien ID number has 6 to 9 digits.
  | Enter your Alien ID number
  | 0. Back
> 00
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
> 3
  | Enter your refugee ID number
  | 0. Back
> 1
  | A refugee ID number has 6 to 10 digits.
  | Enter your refugee ID number
  | 0. Back
> 00
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
> x
  | A diplomat ID has 4 to 15 letters and digits, such as DIP/0001.
  | Enter your diplomat ID number
  | 0. Back
