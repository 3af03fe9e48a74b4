No money is asked for by what is dialled ahead, and no code is taken; a hop that comes twice asks once

222255550000 costs 900 and 50
phone 0700000004
dial *222*1*222255550000*1*1#
  | Business name registration
  | Fee 900 + eCitizen 50 = KES 950.
  | 1. Pay from this phone
  | 2. Pay from another phone
  | 3. Pay by paybill
  | 0. Back
  | 00. Home
M-PESA asks 0700000004
dial *222*1*222255550000*2*SJK1A2B3C4#
  | Enter the M-PESA code, such as SJK1A2B3C4. Or text 2222 5555 0000 and the code to 22222
  | 0. Back
  | 00. Home
dial *222*1*222255550000*1*2*0712000009*1#
  | 0712 000 009 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
M-PESA asks 0712000009
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
again
  | We ask M-PESA now. In a moment enter your M-PESA PIN on this phone. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
again
  | We ask M-PESA now. In a moment enter your M-PESA PIN on this phone. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0700000004
  $ M-PESA: pay KES 950 to eCitizen, account {invoice}?
