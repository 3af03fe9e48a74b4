An Airtel line pays the invoice by Airtel Money

222255550000 costs 900 and 50
phone 0700000004
phone 0700000004 on Airtel
dial *222*1*222255550000*1#
  | Business name registration
  | Fee 900 + eCitizen 50 = KES 950.
  | 1. Pay by Airtel Money
  | 2. Pay from a Safaricom phone
  | 0. Back
  | 00. Home
> 1
  | We SMS you the paybill and its account number in a minute. Pay KES 950 to that account only.
  | Then use Airtel Money, Pay Bill.
  (end)
wait 5 seconds
  < eCitizen 2222 5555 0000: Pay KES 950 to paybill 222222, account {invoice}.
dial *222*1*222255550000*1#
  | Airtel Money, Pay Bill.
  | Business number 222222, account {invoice}, KES 950.
  | 1. SMS me this
  | 2. I have paid
  | 0. Back
  | 00. Home
> 0
  | Business name registration
  | Awaiting payment, 23 Nov 2026
  | 2222 5555 0000
  | 1. Pay KES 950
  | 2. I have paid
  | 3. SMS me this
  | 0. Back
0700000004 pays 950 to paybill 222222 account {invoice}
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 950 paid, receipt {receipt}. It is now with the office: Business name registration.
payments are settled
