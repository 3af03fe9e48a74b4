More of the true name than was asked; a slip of a year; trying again keeps the kind of document

phone 0712000081
dial *222*2*1#
  | Enter your ID number
  | 0. Back
> ID 29,000,001
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Wanjiku Ann
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1905
  | That is more than 110 years ago. Please check the year.
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990.
  | 29000001 Wanjiku Ann, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
dial *222*2*1*29000008#
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Wanjiku Njeri
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | 29000008 Wanjiku Njeri, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | These details do not match the official records. Check the number, the FIRST name and the year, or ask at a Huduma Centre.
  | 1. Try again
  | 0. Back
> 1
  | Enter your ID number
  | 0. Back
> 029000008
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> WANJIKU KAMAU
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | 29000008 WANJIKU KAMAU, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 739164
  | Enter the same 6 digits again
  | 0. Back
> 739164
  | Your account is open. We sent you an SMS with the next step.
  | 1. My applications
  | 2. Add my e-mail
  | 0. Back
  < Welcome to eCitizen, Wanjiku. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
dial *222*3#
  | Account ****0008
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 739164
  | eCitizen: Wanjiku
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
phone 0712000073
dial *222*2*1*29000101#
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> wambui joseph njoroge
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
dial *222#
  | You have not finished: Register
  | 1. Continue as Wambui
  | 2. Main menu
  | 0. Back
