A Telkom line and an agency's own paybill: T-Kash has a menu for it

paid by Daraja
222255550000 costs 900 and 50
phone 0700000004 on Telkom
dial *222*1*222255550000*1#
  | Business name registration
  | Fee 900 + eCitizen 50 = KES 950.
  | 1. Pay from a Safaricom phone
  | 2. Pay by T-Kash
  | 0. Back
  | 00. Home
> 2
  | Dial *334#, Paybill, M-PESA Paybill.
  | Business number 600638, account 222255550000, KES 950.
  | 1. SMS me this
  | 2. I have paid
  | 0. Back
  | 00. Home
phone 0700000004 on Airtel
dial *222*1*222255550000*1#
  | Business name registration
  | Fee 900 + eCitizen 50 = KES 950.
  | 1. Pay from a Safaricom phone
  | 2. Pay by paybill
  | 0. Back
  | 00. Home
> 2
  | M-PESA, Lipa na M-PESA, Pay Bill.
  | Business number 600638, account 222255550000, KES 950.
  | 1. SMS me this
  | 2. I have paid
  | 0. Back
  | 00. Home
