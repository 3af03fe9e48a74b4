An account without applications is told how they come here

account of citizen 29000004 on 0712000039 with password 482915
phone 0712000039
dial *222#
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in
  | 1. Account ****0004
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 1
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
> 482915
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
> 1
  | My applications
  | 1. None yet: what can I do?
  | 0. Back
> 1
  | Applications recorded under your ID and phone show here by themselves. To see any other, use its reference number.
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 00. Home
