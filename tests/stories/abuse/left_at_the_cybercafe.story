Cyber-cafe: what a password opened is shown to nobody three minutes later, in whatever way it comes again

account of citizen 29000001 on 0788000003 with password 482915
phone 0788000003
dial *222*3*1#
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
> 482915
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
> 1
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 00
  | Passport renewal, 34 pages: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 6. Language
  | 98. More
  | 0. Back
> 1
  | Wanjiku
  | Document: ****0001
  | Born: 1990
  | Phone: +2547******03
  | E-mail: none
  | Agreed on 23 Nov 2026
  | 0. Back
wait 181 seconds
> 98
  | You are signed out. Nothing was changed. Please dial again, and sign in.
  (end)
again
  | You are signed out. Nothing was changed. Please dial again, and sign in.
  (end)
> 0
  | You are signed out. Nothing was changed. Please dial again, and sign in.
  (end)
dial *222#
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
