Paybill 222222 knows its invoices alone: the account is told when there is one, and no other before

222255550000 costs 900 and 50
phone 0700000004
dial *222*1*222255550000*1#
  | Business name registration
  | Fee 900 + eCitizen 50 = KES 950.
  | 1. Pay from this phone
  | 2. Pay from another phone
  | 3. Pay by paybill
  | 0. Back
  | 00. Home
> 3
  | We SMS you the paybill and its account number in a minute. Pay KES 950 to that account only.
  (end)
wait 5 seconds
  < eCitizen 2222 5555 0000: Pay KES 950 to paybill 222222, account {invoice}.
dial *222*1*222255550000*1#
  | M-PESA, Lipa na M-PESA, Pay Bill.
  | Business number 222222, account {invoice}, KES 950.
  | 1. SMS me this
  | 2. I have paid
  | 0. Back
  | 00. Home
> 1
  | You will get an SMS about 2222 5555 0000. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen 2222 5555 0000: Business name registration. Awaiting payment. Pay KES 950 to paybill 222222, account {invoice}.
text 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Awaiting payment. Pay KES 950 to paybill 222222, account {invoice}.
0700000004 pays 950 to paybill 222222 account {invoice}
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 950 paid, receipt {receipt}. It is now with the office: Business name registration.
payments are settled
text 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Submitted. You need not do anything. We will SMS you.
