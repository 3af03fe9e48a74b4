The answer to the request is lost: it is unknown, found again, and never sent twice

222255550000 costs 900 and 50
phone 0700000004
the answer to the request is lost
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
  $ M-PESA: pay KES 950 to eCitizen, account {invoice}?
text 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Awaiting payment. We are confirming a payment. Do not pay again.
0700000004 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 950 paid, receipt {receipt}. It is now with the office: Business name registration.
payments are settled
