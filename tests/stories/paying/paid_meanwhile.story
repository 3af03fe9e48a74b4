The phone in hand typed as another one is asked all the same; what was paid meanwhile is not asked about again

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
> 2
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0700000004
  | 0700 000 004 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | We ask M-PESA now. In a moment enter your M-PESA PIN on this phone. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0700000004
  $ M-PESA: pay KES 950 to eCitizen, account {invoice}?
0700000004 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
dial *222*1*222255550000*1#
  | Business name registration
  | We are confirming a payment of KES 950. Do not pay again.
  | 1. Ask M-PESA now
  | 2. I have the M-PESA code
  | 0. Back
  | 00. Home
payments are settled
  < eCitizen 2222 5555 0000: KES 950 paid. It is now with the office: Business name registration.
> 1
  | Business name registration
  | KES 950 is paid. Do not pay again.
  | 0. Back
