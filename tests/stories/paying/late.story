What M-PESA tells is lost: it is asked, and nobody pays twice meanwhile

paid by Daraja
222255550000 costs 900 and 50
phone 0700000004
callbacks are lost
dial *222*1*222255550000*1#
  | Business name registration
  | Fee 900 + eCitizen 50 = KES 950.
  | 1. Pay from this phone
  | 2. Pay from another phone
  | 3. Pay by paybill
  | 0. Back
  | 00. Home
> 1
  | We ask M-PESA now. In a moment enter your M-PESA PIN on this phone. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0700000004
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550000.
text 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Awaiting payment. We are confirming a payment. Do not pay again.
dial *222*1*222255550000#
  | Business name registration
  | Awaiting payment, 23 Nov 2026
  | We are confirming a payment. Do not pay again.
  | 2222 5555 0000
  | 1. See the payment
  | 98. More
  | 0. Back
> 1
  | Business name registration
  | We are confirming a payment of KES 950. Do not pay again.
  | 1. Ask M-PESA now
  | 2. I have the M-PESA code
  | 0. Back
  | 00. Home
> 1
  | We ask M-PESA now and SMS you the result. Do not pay again.
  (end)
payments are settled
  < eCitizen 2222 5555 0000: KES 950 paid. It is now with the office: Business name registration.
dial *222*1*222255550000#
  | Business name registration
  | Submitted, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | 2222 5555 0000
  | 1. SMS me this
  | 0. Back
