While a payment is open it is not paid again; asked about at once, by who cannot wait

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
> 2
  | Enter the M-PESA code, such as SJK1A2B3C4. Or text 2222 5555 0000 and the code to 22222
  | 0. Back
  | 00. Home
> SJK1A2B3
  | An M-PESA code has 10 letters and digits.
  | Enter the M-PESA code, such as SJK1A2B3C4. Or text 2222 5555 0000 and the code to 22222
  | 0. Back
  | 00. Home
> 0
  | Business name registration
  | We are confirming a payment of KES 950. Do not pay again.
  | 1. Ask M-PESA now
  | 2. I have the M-PESA code
  | 0. Back
  | 00. Home
wait 15 seconds
> 1
  | We ask M-PESA now and SMS you the result. Do not pay again.
  (end)
  < eCitizen 2222 5555 0000: KES 950 paid. It is now with the office: Business name registration.
wait 2 seconds
