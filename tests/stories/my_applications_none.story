An account without applications is told how they come here

account of citizen 29000004 on 0712000039 with password 482915
phone 0712000039
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0004
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | eCitizen: Jean-Marie
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 2
  | My applications
  | 1. None yet: what can I do?
  | 0. Back
> 1
  | Applications recorded under your ID and phone show here by themselves. To see any other, use its reference number.
  | 1. Track by reference number
  | 0. Back
> 1
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 00. Home
