The shortest ways under My account, from a phone that is not signed in

account of citizen 29000001 on 0712000050 with password 482915
phone 0712000050
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
> 5
  | SMS alerts on this phone: on
  | 1. Turn alerts on
  | 2. Turn alerts off
  | 0. Back
> 2
  | SMS alerts on this phone are off.
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
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
> 2
  | Enter your e-mail address
  | 0. Back
> wanjiku@example.com
  | A code is on its way to wanjiku@example.com. Dial *222#, sign in, My account, E-mail to enter it. Never tell it to anyone.
  (end)
  @ wanjiku@example.com: eCitizen
  @ Your eCitizen code is {code}. It is good for a day. Dial *222#, sign in, and enter it under My account, E-mail. Never tell anyone, even our staff.
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
> 4
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 607318
  | Enter the same 6 digits again
  | 0. Back
  | 00. Home
> 607318
  | Your password is changed. All other phones are signed out.
  (end)
  < eCitizen: the password of account ****0001 was changed on 23 Nov 2026. Not you? Call +254 20 7903260 at once.
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
> 607318
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
  | Phone: +2547******50
  | Enter the new phone number
  | 0. Back
> 0712000051
  | 0712 000 051. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0712 000 051. You have 30 minutes
  | 0. Back
phone 0712000051
sms
  < eCitizen: {code} is your code. It makes this number the phone of an account, entered on its present phone. Not you? Tell it to nobody, even our staff.
phone 0712000050
> {code}
  | Your number changes a day from now; until then the old one can stop it by dialling. Codes for a new password go to the new one 3 days after that.
  (end)
  < eCitizen: account ****0001 moves to +2547******51 in a day. Not you? Dial *222# and stop it, or call +254 20 7903260.
dial *222#
  | The phone of account ****0001 changes to +2547******51
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
> 607318
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
> 98
  | 6. Language
  | 7. Sign out on this phone
  | 8. Close my account
  | 0. Back
> 8
  | Close your account? We erase your details, but your applications go on.
  | 1. No, keep it
  | 2. Yes, close it
  | 0. Back
> 2
  | Your account is closed. An SMS confirms it.
  (end)
  < eCitizen: your account is closed and your details are erased. Not you? Call +254 20 7903260 now.
