Paid to an agency's own paybill, the account is the reference

paid by Daraja
222255550000 costs 900 and 50
phone 0700000004
dial *222*1*222255550000*1*3#
  | M-PESA, Lipa na M-PESA, Pay Bill.
  | Business number 600638, account 222255550000, KES 950.
  | 1. SMS me this
  | 2. I have paid
  | 0. Back
  | 00. Home
> 1
  | You will get an SMS about 2222 5555 0000. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen 2222 5555 0000: Business name registration. Awaiting payment. Pay KES 950 to paybill 600638, account: your reference.
0700000004 pays 950 to paybill 600638 account 222255550000
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550000.
payments are settled
  < eCitizen 2222 5555 0000: KES 950 paid, receipt {receipt}. It is now with the office: Business name registration.
text 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Submitted. You need not do anything. We will SMS you.
