A life as the terminal phone recorded it: an account, an e-mail, a licence applied for and paid, another phone

phone 0712000005 on Safaricom
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 9  # not offered
  | Please answer with a number from 1 to 6.
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 2
  | Register as:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID number
  | 0. Back
> 29000005
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Amina
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 2001
  | 29000005 Amina, 2001. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 482915
  | Enter the same 6 digits again
  | 0. Back
> 482915
  | Your account is open. We sent you an SMS with the next step.
  | 1. My applications
  | 2. Add my e-mail
  | 0. Back
  < Welcome to eCitizen, Amina. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
> 2
  | Enter your e-mail address
  | 0. Back
> Amina@Example.com
  | A code is on its way to amina@example.com. Dial *222#, sign in, My account, E-mail to enter it. Never tell it to anyone.
  (end)
  @ amina@example.com: eCitizen
  @ Your eCitizen code is {code}. It is good for a day. Dial *222#, sign in, and enter it under My account, E-mail. Never tell anyone, even our staff.
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | eCitizen: Amina
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
  | E-mail: a***@example.com
  | 1. Enter an e-mail address
  | 0. Back
  < eCitizen: account ****0005 has a new e-mail, a***@example.com. Not you? Dial *222# and stop it, or call +254 20 7903260.
  @ amina@example.com: eCitizen
  @ eCitizen: account ****0005 has a new e-mail, a***@example.com. Not you? Dial *222# and stop it, or call +254 20 7903260.
# the network is lost here
dial *222*4*dl-renew-3*1#
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | Driving licence renewal, 3 years
  | KES 1,450
  | Same day
  | Have your licence with you.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Number of your driving licence
  | As on the licence
  | 0. Back
> DL-123456
  | Licence: DL-123456
  | KES 1,450
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | 1. Pay KES 1,450 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Driving licence renewal, 3 years. Awaiting payment. Pay KES 1,450: dial *222*1*{reference}# Keep this number.
# sent twice at once:
> 1
  | Driving licence renewal, 3 years
  | To pay: KES 1,450.
  | 1. Pay from this phone
  | 2. Pay from another phone
  | 3. Pay by paybill
  | 0. Back
> 1
  | We ask M-PESA now. In a moment enter your M-PESA PIN on this phone. Check the amount: KES 1,450. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0712000005
  $ M-PESA: pay KES 1,450 to eCitizen, account {invoice}?
callbacks come twice
0712000005 enters the PIN
  $ {receipt} Confirmed. Ksh1,450.00 sent to eCitizen for account {invoice}.
  < eCitizen {reference}: KES 1,450 paid, receipt {receipt}. It is now with the office: Driving licence renewal, 3 years.
phone 0700000001
dial *222*1*102030405060#
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
> 1
  | You will get an SMS about 1020 3040 5060. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
phone 0712000005 on Safaricom
text STOP
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
