A paybill payment with a mistyped account is nobody's; its code is looked for, and staff look

paid by Daraja
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
  | M-PESA, Lipa na M-PESA, Pay Bill.
  | Business number 600638, account 222255550000, KES 950.
  | 1. SMS me this
  | 2. I have paid
  | 0. Back
  | 00. Home
> 1
  | You will get an SMS about 2222 5555 0000. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen 2222 5555 0000: Business name registration. Awaiting payment. Pay KES 950 to paybill 600638, account: your reference.
0700000004 pays 950 to paybill 600638 account 222255550001
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550001.
payments are settled
dial *222*1*222255550000*2#
  | Enter the M-PESA code, such as SJK1A2B3C4. Or text 2222 5555 0000 and the code to 22222
  | 0. Back
  | 00. Home
> {receipt}
  | We check it with M-PESA and SMS you the result. Do not pay again.
  (end)
payments are settled
  < eCitizen 2222 5555 0000: we could not match M-PESA code {receipt} with it. Our staff look. Do not pay again. Help: +254 20 7903260.
wait 1 hour
payments are settled
