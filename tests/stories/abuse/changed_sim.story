Changed SIM: a thief with a new SIM of the number gets no code, by SMS or e-mail; the owner hears of it

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
the SIM was changed today
  < eCitizen: for your safety no code is sent to a SIM that was changed lately. Visit a Huduma Centre with your ID, or call +254 20 7903260.
  @ wanjiku@example.com: eCitizen
  @ eCitizen: on 23 Nov 2026 somebody asked for a new password for your account. The SIM of its phone was changed lately, so no code was sent. If you did not change your SIM, call your network and +254 20 7903260 at once.
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
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
the SIM was never changed
  < eCitizen: {code} is the code for a new password of ****0001, until 12:10. Dial *222# here, enter it. Never tell anyone, even our staff. Not you? Dial, stop it.
  @ wanjiku@example.com: eCitizen
  @ eCitizen: {code} is the code for a new password of ****0001, until 12:10. Dial *222# on the phone of the account and enter it. Never tell anyone, even our staff. Not you? Dial *222# on that phone and stop it.
