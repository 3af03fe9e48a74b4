Pesaflow adds its commission: the prompt shows it, and an SMS says why

222255550000 costs 900 and 50
phone 0700000004
Pesaflow adds 10
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
  $ M-PESA: pay KES 960 to eCitizen, account {invoice}?
  < eCitizen 2222 5555 0000: M-PESA asks for KES 960: the fee of 950 and 10 for the payment service. Or pay to paybill 222222, account {invoice}.
0700000004 enters the PIN
  $ {receipt} Confirmed. Ksh960.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 960 paid, receipt {receipt}. It is now with the office: Business name registration.
text 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Submitted. You need not do anything. We will SMS you.
