A forgotten password: the code comes by SMS, and the next dial offers to enter it

account of citizen 29000001 on 0712000020 with password 482915
phone 0712000020
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
> 3
  | Sign in
  | 1. Account 2900****
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 1
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 482915
  | Stay signed in on this phone for 30 days? Whoever holds it could see your applications, and nothing else.
  | 1. No
  | 2. Yes, stay signed in
  | 0. Back
> 2
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
dial *222#
  | Welcome to eCitizen
  | Passport renewal, 34 pages: Ready for collection
  | 1. Check a reference
  | 2. My applications
  | 3. My account
  | 4. Help
  | 5. Kiswahili
> 00
  | Welcome to eCitizen
  | Passport renewal, 34 pages: Ready for collection
  | 1. Check a reference
  | 2. My applications
  | 3. My account
  | 4. Help
  | 5. Kiswahili
> 3
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 0
  | Welcome to eCitizen
  | Passport renewal, 34 pages: Ready for collection
  | 1. Check a reference
  | 2. My applications
  | 3. My account
  | 4. Help
  | 5. Kiswahili
dial *222#
  | Welcome to eCitizen
  | Passport renewal, 34 pages: Ready for collection
  | 1. Check a reference
  | 2. My applications
  | 3. My account
  | 4. Help
  | 5. Kiswahili
> 3
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 111000
  | That is not right. Tries left: 4.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 0
  | Welcome to eCitizen
  | Passport renewal, 34 pages: Ready for collection
  | 1. Check a reference
  | 2. My applications
  | 3. My account
  | 4. Help
  | 5. Kiswahili
phone 0712000025
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
> 0
  | Sign in: enter your ID number or e-mail
  | 0. Back
> 0
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
> 0
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
phone 0712000020
dial *222#
  | Welcome to eCitizen
  | Passport renewal, 34 pages: Ready for collection
  | 1. Check a reference
  | 2. My applications
  | 3. My account
  | 4. Help
  | 5. Kiswahili
> 3
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
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | If that is right, a code is on its way by SMS to the phone of the account. Dial *222# from this phone and enter it.
  (end)
  < eCitizen: your code is {code}. It is good for 5 minutes. Nobody of ours ever asks for it. Dial *222#.
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
wait 60 seconds
> 2
  | The same code is on its way again. Dial *222# from this phone and enter it.
  (end)
  < eCitizen: your code is {code}. It is good for 5 minutes. Nobody of ours ever asks for it. Dial *222#.
dial *222#
  | You asked for a code to reset a password.
  | 1. Enter the code
  | 2. It did not come
  | 3. I have another phone now
  | 4. Not now
  | 0. Back
> 3
  | Take your ID to a Huduma Centre: the desk changes your phone number. Or call +254 20 7903260 or 1919.
  | 0. Back
> 0
  | You asked for a code to reset a password.
  | 1. Enter the code
  | 2. It did not come
  | 3. I have another phone now
  | 4. Not now
  | 0. Back
> 1
  | Enter the code of 6 digits
  | 0. Back
> 000000
  | That code is not right. Tries left: 2.
  | Enter the code of 6 digits
  | 0. Back
> 12
  | The code has exactly 6 digits.
  | Enter the code of 6 digits
  | 0. Back
> {code}
  | Choose a password of 6 digits. Hide your screen. Not your M-PESA PIN, birthday, ID or phone number.
  | 0. Back
> 123456
  | Too easy: it is a row of keys or numbers. Choose another.
  | 98. More
  | 0. Back
> 607318
  | Enter the same 6 digits again
  | 0. Back
> 607319
  | The two were not the same.
  | Choose a password of 6 digits. Hide your screen. Not your M-PESA PIN, birthday, ID or phone number.
  | 0. Back
> 607318
  | Enter the same 6 digits again
  | 0. Back
> 607318
  | Your password is changed. Phones that stayed signed in are signed out. Dial *222# to sign in.
  (end)
  < eCitizen: your password was changed on 23 Nov 2026. Not you? Call +254 20 7903260 at once.
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
> 3
  | Sign in
  | 1. Account 2900****
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 1
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 482915
  | That is not right. Tries left: 4.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 607318
  | Stay signed in on this phone for 30 days? Whoever holds it could see your applications, and nothing else.
  | 1. No
  | 2. Yes, stay signed in
  | 0. Back
> 1
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
