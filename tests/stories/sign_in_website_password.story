The website's password at sign-in: said in words, and no try is used up

account of citizen 29000001 on 0712000083 with password 482915
phone 0712000083
dial *222*3#
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> Kenya@2024!
  | Enter your 6-digit *222# password, not the website's.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
> 123
  | Enter your 6-digit *222# password, not the website's.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
> kenya
  | Enter your 6-digit *222# password, not the website's.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
  | 99. Help
> 482 916
  | Wrong account or password. Tries left: 4.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
  | 99. Help
> 482-915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
phone 0712000084
dial *222*3#
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
> ID 29000001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> Kenya@2024!
  | Enter your 6-digit *222# password, not the website's.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
