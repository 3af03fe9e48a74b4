My account: what is kept, e-mail, alerts, photo, password

account of citizen 29000001 on 0712000030 with password 482915
phone 0712000030
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
> 6
  | You stay signed in for 30 days. Anyone with this phone can see your applications, nothing else.
  | 1. Main menu
  | 2. Do not stay signed in
  | 0. Back
> 00
  | Wanjiku: Ready for collection
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
  | 98. More
  | 0. Back
> 1
  | Wanjiku
  | Document: ****0001
  | Born: 1990
  | Phone: +2547******30
  | E-mail: none
  | Agreed on 23 Nov 2026
  | 1. Photo: not taken yet
  | 0. Back
> 0
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
> wanjiku at example
  | An e-mail address looks like wanjiku@example.com.
  | Enter your e-mail address
  | 0. Back
> Wanjiku@Example.com
  | A code is on its way to wanjiku@example.com. Dial *222#, sign in, My account, E-mail to enter it. Never tell it to anyone.
  (end)
  @ wanjiku@example.com: eCitizen
  @ Your eCitizen code is {code}. It is good for a day. Dial *222#, sign in, and enter it under My account, E-mail. Never tell anyone, even our staff.
dial *222#
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Who is using this phone?
  | 1. My account, with my password
  | 2. Another person: sign in
  | 3. Another person: register
  | 4. Sign out on this phone
  | 0. Back
> 1
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
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
> 000000
  | That code is wrong or has expired.
  | Enter the code of 6 digits
  | 0. Back
  | 00. Home
> {code}
  | Your e-mail is confirmed.
  | E-mail: w***@example.com
  | 1. Enter an e-mail address
  | 0. Back
  < eCitizen: account ****0001 has a new e-mail, w***@example.com. Not you? Dial *222# and stop it, or call +254 20 7903260.
  @ wanjiku@example.com: eCitizen
  @ eCitizen: account ****0001 has a new e-mail, w***@example.com. Not you? Dial *222# and stop it, or call +254 20 7903260.
> 00
  | Wanjiku: Ready for collection
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
> 1
  | Wanjiku
  | Document: ****0001
  | Born: 1990
  | Phone: +2547******30
  | E-mail: w***@example.com
  | Agreed on 23 Nov 2026
  | 1. Photo: not taken yet
  | 0. Back
> 1
  | Photo: not taken yet. Any Huduma Centre can take it: carry your ID. This phone cannot send it.
  | 0. Back
  | 00. Home
> 0
  | Wanjiku
  | Document: ****0001
  | Born: 1990
  | Phone: +2547******30
  | E-mail: w***@example.com
  | Agreed on 23 Nov 2026
  | 1. Photo: not taken yet
  | 0. Back
> 0
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
> 482915
  | Enter the same 6 digits again
  | 0. Back
  | 00. Home
> 654321
  | The two passwords were different.
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
  @ wanjiku@example.com: eCitizen
  @ eCitizen: the password of account ****0001 was changed on 23 Nov 2026. Not you? Call +254 20 7903260 at once.
