My account: the photo that a desk took; an address that the account has already; the fourth code in an hour is not sent

account of citizen 29000001 on 0712000091 with password 482915
address of citizen 29000001 is wanjiku@example.com
desk photographs citizen 29000001
phone 0712000091
dial *222*3#
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 1
  | Wanjiku
  | Document: ****0001
  | Born: 1990
  | Phone: +2547******91
  | E-mail: w***@example.com
  | Agreed on 23 Nov 2026
  | 1. Photo: taken
  | 0. Back
> 1
  | Photo: taken. There is nothing more to do.
  | 0. Back
  | 00. Home
> 0
  | Wanjiku
  | Document: ****0001
  | Born: 1990
  | Phone: +2547******91
  | E-mail: w***@example.com
  | Agreed on 23 Nov 2026
  | 1. Photo: taken
  | 0. Back
> 0
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 2
  | Enter your e-mail address
  | 0. Back
> wanjiku@example.com
  | The account has this address already.
  | E-mail: w***@example.com
  | 1. Enter an e-mail address
  | 0. Back
> 1
  | Enter your e-mail address
  | 0. Back
> w1@example.com
  | A code is on its way to w1@example.com. Dial *222#, sign in, My account, E-mail to enter it. Never tell it to anyone.
  (end)
  @ w1@example.com: eCitizen
  @ Your eCitizen code is {code}. It is good for a day. Dial *222#, sign in, and enter it under My account, E-mail. Never tell anyone, even our staff.
dial *222*3#
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 2
  | E-mail: w***@example.com
  | 1. Enter the code we e-mailed
  | 2. Enter an e-mail address
  | 0. Back
> 2
  | Enter your e-mail address
  | 0. Back
  | 00. Home
> w2@example.com
  | A code is on its way to w2@example.com. Dial *222#, sign in, My account, E-mail to enter it. Never tell it to anyone.
  (end)
  @ w2@example.com: eCitizen
  @ Your eCitizen code is {code}. It is good for a day. Dial *222#, sign in, and enter it under My account, E-mail. Never tell anyone, even our staff.
dial *222*3#
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 2
  | E-mail: w***@example.com
  | 1. Enter the code we e-mailed
  | 2. Enter an e-mail address
  | 0. Back
> 2
  | Enter your e-mail address
  | 0. Back
  | 00. Home
> w3@example.com
  | A code is on its way to w3@example.com. Dial *222#, sign in, My account, E-mail to enter it. Never tell it to anyone.
  (end)
  @ w3@example.com: eCitizen
  @ Your eCitizen code is {code}. It is good for a day. Dial *222#, sign in, and enter it under My account, E-mail. Never tell anyone, even our staff.
dial *222*3#
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 2
  | E-mail: w***@example.com
  | 1. Enter the code we e-mailed
  | 2. Enter an e-mail address
  | 0. Back
> 2
  | Enter your e-mail address
  | 0. Back
  | 00. Home
> w4@example.com
  | Too many codes were asked for. Please try again later.
  (end)
dial *222*3#
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 3
  | Phone: +2547******91
  | Enter the new phone number
  | 0. Back
> 0712000092
  | 0712 000 092. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0712 000 092. You have 30 minutes
  | 0. Back
> 00
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 3
  | Phone: +2547******91
  | 1. Enter the code for the new number
  | 2. Change the number
  | 0. Back
> 2
  | Phone: +2547******91
  | Enter the new phone number
  | 0. Back
  | 00. Home
> 0712000092
  | 0712 000 092. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0712 000 092. You have 30 minutes
  | 0. Back
> 00
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 3
  | Phone: +2547******91
  | 1. Enter the code for the new number
  | 2. Change the number
  | 0. Back
> 2
  | Phone: +2547******91
  | Enter the new phone number
  | 0. Back
  | 00. Home
> 0712000092
  | 0712 000 092. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0712 000 092. You have 30 minutes
  | 0. Back
> 00
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 3
  | Phone: +2547******91
  | 1. Enter the code for the new number
  | 2. Change the number
  | 0. Back
> 2
  | Phone: +2547******91
  | Enter the new phone number
  | 0. Back
  | 00. Home
> 0712000092
  | 0712 000 092. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Too many codes were asked for. Please try again later.
  (end)
