A wrong PIN, no money, a prompt that is cancelled and one that nobody answers: each is told, and how to try again

paid by Daraja
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
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 enters a wrong PIN
  $ M-PESA: failed, you have entered a wrong PIN.
  < eCitizen 2222 5555 0000: not paid. The M-PESA PIN was wrong. To try again dial *222*1*222255550000#.
wait 3 minutes
dial *222*1*222255550000*1#
  | The M-PESA PIN was wrong.
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
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 has no money
  $ M-PESA: failed, you do not have enough money.
  < eCitizen 2222 5555 0000: not paid. There was not enough money in M-PESA. To try again dial *222*1*222255550000#.
wait 3 minutes
dial *222*1*222255550000*1#
  | There was not enough money in M-PESA.
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
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 cancels
  $ M-PESA: nothing was paid.
  < eCitizen 2222 5555 0000: not paid. It was cancelled on the phone. To try again dial *222*1*222255550000#.
wait 3 minutes
dial *222*1*222255550000*1#
  | It was cancelled on the phone.
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
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 does not answer
  $ M-PESA: nothing was paid.
  < eCitizen 2222 5555 0000: not paid. No PIN was entered in time. To try again dial *222*1*222255550000#.
wait 3 minutes
dial *222*1*222255550000*1#
  | No PIN was entered in time.
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
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550000.
  < eCitizen 2222 5555 0000: KES 950 paid, receipt {receipt}. It is now with the office: Business name registration.
