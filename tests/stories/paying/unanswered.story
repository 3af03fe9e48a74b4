Pesaflow does not say why a prompt was not paid: so nothing is said of why, and the invoice can still be paid

222255550000 costs 900 and 50
phone 0700000004
dial *222*1*222255550000#
  | Business name registration
  | Awaiting payment, 23 Nov 2026
  | 2222 5555 0000
  | 1. Pay KES 950
  | 2. I have paid
  | 3. SMS me this
  | 0. Back
> 1
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
0700000004 does not answer
  $ M-PESA: nothing was paid.
wait 3 minutes
  < eCitizen 2222 5555 0000: not paid. No money came in time. To try again dial *222*1*222255550000#.
dial *222*1*222255550000#
  | Business name registration
  | Awaiting payment, 23 Nov 2026
  | 2222 5555 0000
  | 1. Pay KES 950
  | 2. I have paid
  | 3. SMS me this
  | 0. Back
> 1
  | No money came in time.
  | Fee 900 + eCitizen 50 = KES 950.
  | 1. Pay from this phone
  | 2. Pay from another phone
  | 3. Pay by paybill
  | 0. Back
  | 00. Home
