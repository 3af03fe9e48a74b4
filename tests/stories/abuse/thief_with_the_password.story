Stolen password: the thief adds an address and asks for another number; the owner stops both by dialling, then only a desk changes anything

account of citizen 29000001 on 0788000003 with password 482915
phone 0788009999
dial *222*3*29000001#
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
> thief@else.com
  | A code is on its way to thief@else.com. Dial *222#, sign in, My account, E-mail to enter it. Never tell it to anyone.
  (end)
  @ thief@else.com: eCitizen
  @ Your eCitizen code is {code}. It is good for a day. Dial *222#, sign in, and enter it under My account, E-mail. Never tell anyone, even our staff.
dial *222*3*29000001#
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
  | E-mail: none
  | 1. Enter the code we e-mailed
  | 2. Enter an e-mail address
  | 0. Back
> 1
  | Enter the code of 6 digits
  | 0. Back
  | 00. Home
> {code}
  | Your e-mail is confirmed.
  | E-mail: t***@else.com
  | 1. Enter an e-mail address
  | 0. Back
  @ thief@else.com: eCitizen
  @ eCitizen: account ****0001 has a new e-mail, t***@else.com. Not you? Dial *222# and stop it, or call +254 20 7903260.
phone 0788000003
sms
  < eCitizen: account ****0001 was opened on phone ...9999 at 12:00. Not you? Dial *222#, My account, change the password, or call +254 20 7903260.
  < eCitizen: account ****0001 has a new e-mail, t***@else.com. Not you? Dial *222# and stop it, or call +254 20 7903260.
dial *222#
  | Account ****0001 has a new e-mail: t***@else.com
  | 1. It was me: go on
  | 2. It was not me: stop it
  | 0. Back
> 2
  | Stopped: the account is as it was, and everybody is signed out. If somebody knows your password, change it.
  (end)
  < eCitizen: the change of the e-mail of account ****0001 is stopped, and every sign-in is ended.
  @ thief@else.com: eCitizen
  @ eCitizen: the change of the e-mail of account ****0001 is stopped, and every sign-in is ended.
phone 0788009999
> 1
  | Enter your e-mail address
  | 0. Back
dial *222*3*29000001#
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
  | Phone: +2547******03
  | Enter the new phone number
  | 0. Back
> 0788009998
  | 0788 009 998. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0788 009 998. You have 30 minutes
  | 0. Back
phone 0788009998
sms
  < eCitizen: {code} is your code. It makes this number the phone of an account, entered on its present phone. Not you? Tell it to nobody, even our staff.
phone 0788009999
> {code}
  | Your number changes a day from now; until then the old one can stop it by dialling. Codes for a new password go to the new one 3 days after that.
  (end)
phone 0788000003
sms
  < eCitizen: account ****0001 moves to +2547******98 in a day. Not you? Dial *222# and stop it, or call +254 20 7903260.
dial *222#
  | The phone of account ****0001 changes to +2547******98
  | 1. It was me: go on
  | 2. It was not me: stop it
  | 0. Back
> 2
  | Stopped: the account is as it was, and everybody is signed out. If somebody knows your password, change it.
  (end)
  < eCitizen: the change of the number of account ****0001 is stopped, and every sign-in is ended.
phone 0788009998
sms
  < eCitizen: the change of the number of account ****0001 is stopped, and every sign-in is ended.
phone 0788009999
dial *222*3*29000001#
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
  | Phone: +2547******03
  | Enter the new phone number
  | 0. Back
> 0788009998
  | 0788 009 998. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Two changes of this account were stopped. For your safety a Huduma Centre makes the next one: take your document there, or call +254 20 7903260.
  (end)
dial *222*3*29000001#
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
> thief@elsewhere.com
  | Two changes of this account were stopped. For your safety a Huduma Centre makes the next one: take your document there, or call +254 20 7903260.
  (end)
wait 25 hours
sweep
phone 0788000003
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
