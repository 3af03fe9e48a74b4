Another phone pays: its number is read back, and an Airtel number refused

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
> 2
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0733000001
  | Airtel numbers have no M-PESA. Enter a Safaricom number.
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0712000009
  | 0712 000 009 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 2
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0712 000 009
  | 0712 000 009 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | We ask M-PESA now. In a moment 0712 000 009 is asked for its M-PESA PIN. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0712000009
  $ M-PESA: pay KES 950 to eCitizen, account {invoice}?
0712000009 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 950 paid, receipt {receipt}. It is now with the office: Business name registration.
phone 0712000009
sms
  < eCitizen 2222 5555 0000: KES 950 paid, receipt {receipt}. It is now with the office: Business name registration.
