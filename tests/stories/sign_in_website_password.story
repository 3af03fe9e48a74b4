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
phone 0712000085
dial *222*3*2#
  | Your website password and Digital ID do not work on *222#. Register once on this phone: it takes your ID only.
  | 1. Register
  | 0. Back
> 1
  | Register as:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
  | 00. Home
phone 0712000083
speaks sw
dial *222*3#
  | Akaunti ****0001
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 0. Rudi
  < eCitizen: account ****0001 was opened on phone ...0084 at 12:00. Not you? Dial *222#, My account, change the password, or call +254 20 7903260.
> 3
  | Nenosiri la tovuti na Digital ID hazitumiki kwenye *222#. Jisajili mara moja kwa simu hii: unahitaji kitambulisho tu.
  | 1. Jisajili
  | 0. Rudi
