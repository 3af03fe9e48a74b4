A SIM that nobody can say anything about: the code waits a day, the owner is told at once and stops it, or it comes

account of citizen 29000001 on 0788000003 with password 482915
address of citizen 29000001 is wanjiku@example.com
SIMs are checked
phone 0788000003
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
wait 61 seconds
sweep
  < eCitizen: a new password was asked for ****0001. We cannot check the SIM: the code comes on 24 Nov 2026, 12:01. Not you? Dial *222#, stop it.
  @ wanjiku@example.com: eCitizen
  @ eCitizen: a new password was asked for ****0001. We cannot check the SIM: the code comes on 24 Nov 2026, 12:01. Not you? Dial *222#, stop it.
dial *222#
  | A new password was asked for account ****0001; its code comes a day after that
  | 1. It was me: go on
  | 2. It was not me: stop it
  | 0. Back
> 2
  | Stopped: the account is as it was, and everybody is signed out. If somebody knows your password, change it.
  (end)
  < eCitizen: the new password asked for account ****0001 is stopped. The password is as it was.
  @ wanjiku@example.com: eCitizen
  @ eCitizen: the new password asked for account ****0001 is stopped. The password is as it was.
wait 25 hours
sweep
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
wait 61 seconds
sweep
  < eCitizen: a new password was asked for ****0001. We cannot check the SIM: the code comes on 25 Nov 2026, 13:02. Not you? Dial *222#, stop it.
  @ wanjiku@example.com: eCitizen
  @ eCitizen: a new password was asked for ****0001. We cannot check the SIM: the code comes on 25 Nov 2026, 13:02. Not you? Dial *222#, stop it.
wait 25 hours
sweep
wait 61 seconds
sweep
  < eCitizen: {code} is the code for a new password of ****0001, until 14:12. Dial *222# here, enter it. Never tell anyone, even our staff. Not you? Dial, stop it.
  @ wanjiku@example.com: eCitizen
  @ eCitizen: {code} is the code for a new password of ****0001, until 14:12. Dial *222# on the phone of the account and enter it. Never tell anyone, even our staff. Not you? Dial *222# on that phone and stop it.
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
> {code}
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
