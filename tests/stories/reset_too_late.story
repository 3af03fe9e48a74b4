A code is good for five minutes and three tries; not now leaves it for later; too many are refused

account of citizen 29000001 on 0712000024 with password 482915
phone 0712000024
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in
  | 1. Account 2900****
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 3
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | If that is right, a code is on its way by SMS to the phone of the account. Dial *222# from this phone within 5 minutes and enter it.
  (end)
  < eCitizen: your code is {code}, for a new password, until 12:05. Dial *222# and enter it. Tell nobody: our staff never ask for it.
dial *222#
  | Code for a new password
  | 1. Enter the code
  | 2. It did not come
  | 3. I have a new number
  | 4. Not now
  | 0. Back
> 4
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
dial *222#
  | Code for a new password
  | 1. Enter the code
  | 2. It did not come
  | 3. I have a new number
  | 4. Not now
  | 0. Back
> 1
  | Enter the code of 6 digits
  | 0. Back
wait 6 minutes
> {code}
  | That code is void.
  | 1. Ask for a new code
  | 0. Back
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in
  | 1. Account 2900****
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 3
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | If that is right, a code is on its way by SMS to the phone of the account. Dial *222# from this phone within 5 minutes and enter it.
  (end)
  < eCitizen: your code is {code}, for a new password, until 12:11. Dial *222# and enter it. Tell nobody: our staff never ask for it.
dial *222*3*3*1*29000001*1990#
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
dial *222#
  | Code for a new password
  | 1. Enter the code
  | 2. It did not come
  | 3. I have a new number
  | 4. Not now
  | 0. Back
> 4
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in
  | 1. Account 2900****
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 3
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | If that is right, a code is on its way by SMS to the phone of the account. Dial *222# from this phone within 5 minutes and enter it.
  (end)
  < eCitizen: your code is {code}, for a new password, until 12:11. Dial *222# and enter it. Tell nobody: our staff never ask for it.
dial *222#
  | Code for a new password
  | 1. Enter the code
  | 2. It did not come
  | 3. I have a new number
  | 4. Not now
  | 0. Back
> 4
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in
  | 1. Account 2900****
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 3
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | Too many codes were asked for. Please try again later, or call +254 20 7903260.
  (end)
