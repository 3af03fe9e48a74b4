What somebody else filed is nobody's until the desk has adopted or cancelled each of it

account of citizen 29000001 on 0712666008 with password 731846, unproven
account of citizen 29000001 files passport-new-34 as EPP1-AA11BB22
account of citizen 29000001 files passport-renew-34 as EPP1-CC33DD44
phone 0712666008
sms
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
  < eCitizen EPP1-CC33DD44: Passport renewal, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
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
> 731846
  | Wanjiku: Submitted
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 6
  | You stay signed in for 30 days. Anyone with this phone can see your applications, nothing else.
  | 1. Main menu
  | 2. Do not stay signed in
  | 0. Back
phone 0700000001
desk gives citizen 29000001 to 0700000001
  EPP1-AA11BB22 submitted
  EPP1-CC33DD44 submitted
  < eCitizen: a desk made +2547******01 the phone of your account. Set a password: dial *222#, Sign in, I forgot my password. Not you? Call +254 20 7903260.
agency dis moves EPP1-AA11BB22 to needs_action, note Bring the title deed of your plot
phone 0712666008
sms
  < eCitizen: a desk gave the account of this phone to the person it names, seen with their document. A mistake? Call +254 20 7903260 at once.
dial *222*1*EPP1-AA11BB22#
  | New passport, 34 pages
  | Action needed, 23 Nov 2026
  | Take to the office what it asked for.
  | EPP1-AA11BB22
  | 1. SMS me this
  | 0. Back
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
phone 0700000001
desk cancels EPP1-CC33DD44
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
> 1
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
> 604173
  | Enter the same 6 digits again
  | 0. Back
> 604173
  | Your password is changed. Phones that stayed signed in are signed out. Dial *222# to sign in.
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
> 604173
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
desk adopts EPP1-AA11BB22
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
> 604173
  | Wanjiku: Action needed
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 2
  | My applications
  | 1. New passport, 34 pages: Action needed
  | 2. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 1
  | New passport, 34 pages
  | Action needed, 23 Nov 2026
  | Immigration: Bring the title deed of your plot
  | EPP1-AA11BB22
  | 1. Answer the office
  | 98. More
  | 0. Back
agency dis moves EPP1-AA11BB22 to processing
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
phone 0712666008
sms
