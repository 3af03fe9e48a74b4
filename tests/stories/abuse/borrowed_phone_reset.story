Borrowed phone: somebody asks for a new password on the owner's phone; the owner dials and stops it

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
> 3
  | Stopped: no code works now, and your password is as it was. Somebody had this phone in hand: keep it safe.
  (end)
  < eCitizen: a new password for account ****0001 was asked for on this phone, and stopped. The password is as it was. Whoever asked had the phone in hand.
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 00
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
