A new phone number: read back, a code to the new one, a day for the old one to object

account of citizen 29000001 on 0712000033 with password 482915
phone 0712000033
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
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
  | Phone: +2547******33
  | Enter the new phone number
  | 0. Back
> 12
  | Enter a Kenyan mobile number, such as 0712345678.
  | Phone: +2547******33
  | Enter the new phone number
  | 0. Back
> 0712000033
  | 0712 000 033. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | The account has this number already.
  | Phone: +2547******33
  | 1. Change the number
  | 0. Back
> 1
  | Phone: +2547******33
  | Enter the new phone number
  | 0. Back
> 0712000043
  | 0712 000 043. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 2
  | Phone: +2547******33
  | Enter the new phone number
  | 0. Back
> 0712000034
  | 0712 000 034. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0712 000 034. You have 30 minutes
  | 0. Back
phone 0712000034
sms
  < eCitizen: {code} is your code. It makes this number the phone of an account, entered on its present phone. Not you? Tell it to nobody, even our staff.
phone 0712000033
> 111111
  | That code is wrong or has expired.
  | Enter the code we sent to 0712 000 034. You have 30 minutes
  | 0. Back
> {code}
  | Your number changes a day from now; until then the old one can stop it by dialling. Codes for a new password go to the new one 3 days after that.
  (end)
  < eCitizen: account ****0001 moves to +2547******34 in a day. Not you? Dial *222# and stop it, or call +254 20 7903260.
dial *222#
  | The phone of account ****0001 changes to +2547******34
  | 1. It was me: go on
  | 2. It was not me: stop it
  | 0. Back
> 1
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
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
  | Phone: +2547******33
  | Your number will change on 24 Nov 2026.
  | 1. Change the number
  | 2. Stop the change
  | 0. Back
> 2
  | Stop the change to +2547******34? It signs everybody out.
  | 1. No
  | 2. Yes, stop it
  | 0. Back
  | 00. Home
> 1
  | Phone: +2547******33
  | Your number will change on 24 Nov 2026.
  | 1. Change the number
  | 2. Stop the change
  | 0. Back
> 2
  | Stop the change to +2547******34? It signs everybody out.
  | 1. No
  | 2. Yes, stop it
  | 0. Back
  | 00. Home
> 2
  | Stopped. Your number stays +2547******33. Everybody is signed out, and both numbers are told.
  (end)
  < eCitizen: the change of the number of account ****0001 is stopped, and every sign-in is ended.
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
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
  | Phone: +2547******33
  | Enter the new phone number
  | 0. Back
> 0712000035
  | 0712 000 035. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0712 000 035. You have 30 minutes
  | 0. Back
phone 0712000035
sms
  < eCitizen: {code} is your code. It makes this number the phone of an account, entered on its present phone. Not you? Tell it to nobody, even our staff.
phone 0712000033
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
  | Phone: +2547******33
  | 1. Enter the code for the new number
  | 2. Change the number
  | 0. Back
> 1
  | Enter the code we sent to 0712 000 035. You have 30 minutes
  | 0. Back
  | 00. Home
> {code}
  | Your number changes a day from now; until then the old one can stop it by dialling. Codes for a new password go to the new one 3 days after that.
  (end)
  < eCitizen: account ****0001 moves to +2547******35 in a day. Not you? Dial *222# and stop it, or call +254 20 7903260.
wait 25 hours
sweep
  < eCitizen: +2547******35 is now the phone of account ****0001. Codes for a new password go there from 27 Nov 2026.
phone 0712000035
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
  < eCitizen: +2547******35 is now the phone of account ****0001. Codes for a new password go there from 27 Nov 2026.
> 3
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
