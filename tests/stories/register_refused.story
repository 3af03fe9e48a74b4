Who does not match, is a minor, has died or has an account already

phone 0712000008
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
> 1991
  | 29000001 Wanjiku, 1991. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | These details do not match the official records. Check the number, the FIRST name and the year, or ask at a Huduma Centre.
  | 1. Try again
  | 0. Back
> 1
  | Enter your ID number
  | 0. Back
> 1
  | An ID number has 7 or 8 digits, a Maisha Namba has 14.
  | Enter your ID number
  | 0. Back
> 29000001
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Wanjiru
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | 29000001 Wanjiru, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | These details do not match the official records. Check the number, the FIRST name and the year, or ask at a Huduma Centre.
  | 1. Try again
  | 0. Back
phone 0712000018
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
> 29000006
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Baraka
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 2012
  | 29000006 Baraka, 2012. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | You must be 18 or older to open an account. A parent or guardian can apply for you.
  (end)
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
> 29000007
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Kiprono
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1950
  | 29000007 Kiprono, 1950. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | We cannot open this account by phone. Please take your document to a Huduma Centre, or call +254 20 7903260.
  (end)
account of citizen 29000002 on 0712000028 with password 482915
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
> 1984
  | 29000002 Otieno, 1984. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | You already have an account.
  | 1. Sign in
  | 2. I forgot my password
  | 3. Not opened by you?
  | 0. Back
> 1
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
phone 0712000008
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
> 1985
  | 29000002 Otieno, 1985. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | These details do not match the official records. Check the number, the FIRST name and the year, or ask at a Huduma Centre.
  | 1. Try again
  | 0. Back
