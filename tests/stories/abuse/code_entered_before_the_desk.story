Desk: a code was entered; the desk gives the account to another phone, and the old one sets no password

account of citizen 29000001 on 0788000003 with password 482915
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
  < eCitizen: {code} is the code for a new password of ****0001, until 12:10. Dial *222# here, enter it. Never tell anyone, even our staff. Not you? Dial, stop it.
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
> 607318
  | Enter the same 6 digits again
  | 0. Back
desk moves citizen 29000001 to 0788000004
  < eCitizen: a Huduma Centre made +2547******04 the phone of account ****0001. Not you? Call +254 20 7903260 now.
> 607318
  | You are signed out. Nothing was changed. Please dial again, and sign in.
  (end)
phone 0788000004
sms
  < eCitizen: a Huduma Centre made +2547******04 the phone of account ****0001. Not you? Call +254 20 7903260 now.
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
  < eCitizen: {code} is the code for a new password of ****0001, until 12:10. Dial *222# here, enter it. Never tell anyone, even our staff. Not you? Dial, stop it.
dial *222#
  | Code for a new password
  | 1. Enter the code
  | 2. I did not get the code
  | 3. It was not me: stop it
  | 4. Lost SIM or new number
  | 5. Not now
  | 6. Start again
  | 0. Back
