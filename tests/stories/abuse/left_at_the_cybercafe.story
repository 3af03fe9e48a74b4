Cyber-cafe: what a password opened is shown to nobody three minutes later, in whatever way it comes again

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
> 1
  | Wanjiku
  | Document: ****0001
  | Born: 1990
  | Phone: +2547******03
  | E-mail: none
  | Agreed on 23 Nov 2026
  | 1. Photo: not taken yet
  | 0. Back
wait 181 seconds
> 98
  | You are signed out. Nothing was changed. Please dial again, and sign in.
  (end)
again
  | You are signed out. Nothing was changed. Please dial again, and sign in.
  (end)
> 0  # the call has ended
  | You are signed out. Nothing was changed. Please dial again, and sign in.
  (end)
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
