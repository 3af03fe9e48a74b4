A code is good for five minutes and three tries; not now leaves it for later; too many are refused

account of citizen 29000001 on 0712000024 with password 482915
phone 0712000024
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
> 3
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
> 4
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
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
wait 6 minutes
> {code}
  | That code is void. Dial again and ask for a new one.
  (end)
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
> 3
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
dial *222*3*3*1*29000001*1990#
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
dial *222#
  | You asked for a code to reset a password.
  | 1. Enter the code
  | 2. It did not come
  | 3. I have another phone now
  | 4. Not now
  | 0. Back
> 4
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
> 3
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
> 4
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
> 3
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
  | Too many codes were asked for. Please try again later, or call +254 20 7903260.
  (end)
