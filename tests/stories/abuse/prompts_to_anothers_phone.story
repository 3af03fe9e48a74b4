Nobody's phone is asked for a PIN again and again: five times a day by others, all together

paid by Daraja
222255550000 costs 900 and 50
phone 0733000050 on Airtel
dial *222*1*222255550000*1*1#
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0712000009
  | 0712 000 009 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | We ask M-PESA now. In a moment 0712 000 009 is asked for its M-PESA PIN. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0712000009
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0712000009 cancels
  $ M-PESA: nothing was paid.
wait 3 minutes
dial *222*1*222255550000*1*1#
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0712000009
  | 0712 000 009 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | We ask M-PESA now. In a moment 0712 000 009 is asked for its M-PESA PIN. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0712000009
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0712000009 cancels
  $ M-PESA: nothing was paid.
wait 3 minutes
dial *222*1*222255550000*1*1#
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0712000009
  | 0712 000 009 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | We ask M-PESA now. In a moment 0712 000 009 is asked for its M-PESA PIN. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0712000009
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0712000009 cancels
  $ M-PESA: nothing was paid.
wait 3 minutes
dial *222*1*222255550000*1*1#
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0712000009
  | 0712 000 009 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | We ask M-PESA now. In a moment 0712 000 009 is asked for its M-PESA PIN. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0712000009
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0712000009 cancels
  $ M-PESA: nothing was paid.
wait 3 minutes
dial *222*1*222255550000*1*1#
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0712000009
  | 0712 000 009 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | We ask M-PESA now. In a moment 0712 000 009 is asked for its M-PESA PIN. Check the amount: KES 950. We SMS you the result. Do not pay again.
  (end)
M-PESA asks 0712000009
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0712000009 cancels
  $ M-PESA: nothing was paid.
wait 3 minutes
dial *222*1*222255550000*1*1#
  | Enter the Safaricom number that pays, such as 0712345678
  | 0. Back
  | 00. Home
> 0712000009
  | 0712 000 009 pays KES 950 for Business name registration. Is that right?
  | 1. Yes, ask it
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | That phone was asked 5 times today. Use another phone, or paybill.
  | 1. Yes, ask it
  | 2. No, type it again
  | 98. More
  | 0. Back
  | 00. Home
M-PESA asks 0712000009
