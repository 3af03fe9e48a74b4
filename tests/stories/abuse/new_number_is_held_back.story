A number that was changed by dialling gets no code for a new password for three days; the owner is told when

account of citizen 29000001 on 0788000003 with password 482915
phone 0788000003
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
  | Phone: +2547******03
  | Enter the new phone number
  | 0. Back
> 0788000004
  | 0788 000 004. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0788 000 004. You have 30 minutes
  | 0. Back
phone 0788000004
sms
  < eCitizen: {code} is your code. It makes this number the phone of an account, entered on its present phone. Not you? Tell it to nobody, even our staff.
phone 0788000003
> {code}
  | Your number changes a day from now; until then the old one can stop it by dialling. Codes for a new password go to the new one 3 days after that.
  (end)
  < eCitizen: account ****0001 moves to +2547******04 in a day. Not you? Dial *222# and stop it, or call +254 20 7903260.
wait 25 hours
sweep
  < eCitizen: +2547******04 is now the phone of account ****0001. Codes for a new password go there from 27 Nov 2026.
phone 0788000004
sms
  < eCitizen: +2547******04 is now the phone of account ****0001. Codes for a new password go there from 27 Nov 2026.
dial *222*3*1#
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | If that is right and this is the phone of the account, a code comes here by SMS. Dial *222# within 10 minutes and enter it.
  (end)
  < eCitizen: this number is new to your account: codes for a new password come here from 27 Nov 2026. Until then use your password or visit a Huduma Centre.
dial *222#
  | Code for a new password
  | 1. Enter the code
  | 2. I did not get the code
  | 3. It was not me: stop it
  | 4. Lost SIM or new number
  | 5. Not now
  | 6. Start again
  | 0. Back
> 1
  | Enter the code of 6 digits
  | 0. Back
> 000000
  | That code is not right. Tries left: 2.
  | Enter the code of 6 digits
  | 0. Back
wait 73 hours
dial *222*3*1#
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | If that is right and this is the phone of the account, a code comes here by SMS. Dial *222# within 10 minutes and enter it.
  (end)
  < eCitizen: {code} is the code for a new password of ****0001, until 14:10. Dial *222# here, enter it. Never tell anyone, even our staff. Not you? Dial, stop it.
phone 0788000003
sms
dial *222*3*1#
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 29000001
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | If that is right and this is the phone of the account, a code comes here by SMS. Dial *222# within 10 minutes and enter it.
  (end)
