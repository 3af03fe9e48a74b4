The same words for an account that does not exist and for a wrong year; no SMS leaves

account of citizen 29000001 on 0712000022 with password 482915
phone 0712000023
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
> 3
  | Sign in: enter your ID number or e-mail
  | 0. Back
> 29000001
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 482910
  | That is not right. Tries left: 4.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 482911
  | That is not right. Tries left: 3.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 482912
  | That is not right. Tries left: 2.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 99. Help
> 482913
  | That is not right. Tries left: 1.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 99. Help
> 482914
  | Too many wrong passwords from this phone. Wait 30 minutes, or reset your password.
  | 1. I forgot my password
  | 0. Back
> 1
  | Forgot password. Which account?
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID number or e-mail
  | 0. Back
  | 00. Home
> 29000099
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | If that is right, a code is on its way by SMS to the phone of the account. Dial *222# from this phone and enter it.
  (end)
dial *222#
  | You asked for a code to reset a password.
  | 1. Enter the code
  | 2. It did not come
  | 3. I have another phone now
  | 4. Not now
  | 0. Back
> 1
  | Enter the code of 6 digits
  | 0. Back
> 123456
  | That code is not right. Tries left: 2.
  | Enter the code of 6 digits
  | 0. Back
> 123457
  | That code is not right. Tries left: 1.
  | Enter the code of 6 digits
  | 0. Back
> 123458
  | That code is void. Dial again and ask for a new one.
  (end)
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
dial *222*3*29000001#
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 482915
  | Too many wrong passwords from this phone. Wait 30 minutes, or reset your password.
  | 1. I forgot my password
  | 0. Back
> 1
  | Forgot password. Which account?
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID number or e-mail
  | 0. Back
  | 00. Home
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1991
  | If that is right, a code is on its way by SMS to the phone of the account. Dial *222# from this phone and enter it.
  (end)
dial *222#
  | You asked for a code to reset a password.
  | 1. Enter the code
  | 2. It did not come
  | 3. I have another phone now
  | 4. Not now
  | 0. Back
> 2
  | Please wait a minute. A code is sent three times at most.
  | You asked for a code to reset a password.
  | 1. Enter the code
  | 2. It did not come
  | 98. More
  | 0. Back
> 4
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
phone 0712000022
sms
