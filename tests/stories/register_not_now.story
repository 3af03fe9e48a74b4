Not agreed, the registry out of reach, and too many look-ups

phone 0712000009
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
> 1990
  | 29000001 Wanjiku, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 3
  | We saved nothing. Dial again if you change your mind. You can still check any reference number.
  (end)
the registry is down
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
> 1990
  | 29000001 Wanjiku, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | We cannot reach the register of persons now. Nothing was saved. Please try again later.
  | 1. Try again now
  | 0. Back
> 1
  | 29000001 Wanjiku, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
> 1
  | We cannot reach the register of persons now. Nothing was saved. Please try again later.
  | 1. Try again now
  | 0. Back
