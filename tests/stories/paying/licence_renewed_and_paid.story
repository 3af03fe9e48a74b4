A driving licence is renewed and paid in eleven hops

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002 on Safaricom
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 4
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> driving licence renewal 3 years
  | Choose or type again
  | 1. Driving licence renewal, 3 years
  | 2. Smart driving licence, 3 years
  | 3. Driving licence renewal, 1 year
  | 0. Back
> 1
  | Driving licence renewal - 3 years
  | NTSA
  | KES 1,450
  | Same day
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 98. More
  | 0. Back
  | 00. Home
> 1
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
M-PESA asks 0712000002
  $ M-PESA: pay KES 1,450 to eCitizen, account {invoice}?
0712000002 enters the PIN
  $ {receipt} Confirmed. Ksh1,450.00 sent to eCitizen for account {invoice}.
  < eCitizen {reference}: KES 1,450 paid, receipt {receipt}. It is now with the office: Driving licence renewal, 3 years.
text {reference}
  < eCitizen {reference}: Driving licence renewal, 3 years. Submitted. You need not do anything. We will SMS you.
