A part is paid: what is left is told, and goes to the same invoice

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
> 3
  | We SMS you the paybill and its account number in a minute. Pay KES 950 to that account only.
  (end)
wait 5 seconds
  < eCitizen 2222 5555 0000: Pay KES 950 to paybill 222222, account {invoice}.
0700000004 pays 500 to paybill 222222 account {invoice}
  $ {receipt} Confirmed. Ksh500.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 500 came. KES 450 is still to be paid: dial *222*1*222255550000#.
payments are settled
text 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Awaiting payment. KES 500 of 950 paid. Pay KES 450 to paybill 222222, account {invoice}.
dial *222*1*222255550000#
  | Business name registration
  | Awaiting payment, 23 Nov 2026
  | KES 500 of 950 paid. Left: KES 450.
  | 2222 5555 0000
  | 1. Pay KES 450
  | 2. I have paid
  | 98. More
  | 0. Back
> 1
  | M-PESA, Lipa na M-PESA, Pay Bill.
  | Business number 222222, account {invoice}, KES 450.
  | 1. SMS me this
  | 2. I have paid
  | 0. Back
  | 00. Home
> 2
  | Enter the M-PESA code, such as SJK1A2B3C4. Or text 2222 5555 0000 and the code to 22222
  | 0. Back
  | 00. Home
> {receipt}
  | We have this payment already. Do not pay again.
  (end)
0700000004 pays 450 to paybill 222222 account {invoice}
  $ {receipt 2} Confirmed. Ksh450.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 450 paid, receipt {receipt 2}. It is now with the office: Business name registration.
payments are settled
text 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Submitted. You need not do anything. We will SMS you.
