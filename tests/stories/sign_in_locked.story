Five wrong passwords lock this phone for half an hour, and nobody else's; a name that nobody has locks alike

account of citizen 29000001 on 0712000013 with password 482915
phone 0712000014
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
  | 1. With ID number or e-mail
  | 2. I forgot my password
  | 0. Back
> 1
  | Sign in: enter your ID or passport number, or e-mail
  | 0. Back
> 29000001
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 000001
  | The account or the password is not right. Tries left: 4.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 000002
  | The account or the password is not right. Tries left: 3.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 000003
  | The account or the password is not right. Tries left: 2.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
  | 99. Help
> 000004
  | The account or the password is not right. Tries left: 1.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
  | 99. Help
> 000005
  | Too many wrong passwords from this phone. Wait 30 minutes, or reset it.
  | 1. I forgot my password
  | 0. Back
> 482915
  | Please answer with 1, or with 0 to go back.
  | Too many wrong passwords from this phone. Wait 30 minutes, or reset it.
  | 1. I forgot my password
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
  | 1. With ID number or e-mail
  | 2. I forgot my password
  | 0. Back
> 1
  | Sign in: enter your ID or passport number, or e-mail
  | 0. Back
> 29000001
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 482915
  | Too many wrong passwords from this phone. Wait 30 minutes, or reset it.
  | 1. I forgot my password
  | 0. Back
phone 0712000013
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
  | 1. Account ****0001
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 1
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
> 482915
  | Stay signed in for 30 days? Whoever holds this phone can see your applications only.
  | 1. No
  | 2. Yes
  | 0. Back
phone 0712000014
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
  | 1. With ID number or e-mail
  | 2. I forgot my password
  | 0. Back
> 1
  | Sign in: enter your ID or passport number, or e-mail
  | 0. Back
> 28888888
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 000001
  | The account or the password is not right. Tries left: 4.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 000002
  | The account or the password is not right. Tries left: 3.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 000003
  | The account or the password is not right. Tries left: 2.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
  | 99. Help
> 000004
  | The account or the password is not right. Tries left: 1.
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
  | 99. Help
> 000005
  | Too many wrong passwords from this phone. Wait 30 minutes, or reset it.
  | 1. I forgot my password
  | 0. Back
> 482915
  | Please answer with 1, or with 0 to go back.
  | Too many wrong passwords from this phone. Wait 30 minutes, or reset it.
  | 1. I forgot my password
  | 0. Back
wait 31 minutes
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
  | 1. With ID number or e-mail
  | 2. I forgot my password
  | 0. Back
> 1
  | Sign in: enter your ID or passport number, or e-mail
  | 0. Back
> 29000001
  | Enter your password of 6 digits. Hide your screen.
  | 0. Back
  | 00. Home
> 482915
  | Stay signed in for 30 days? Whoever holds this phone can see your applications only.
  | 1. No
  | 2. Yes
  | 0. Back
