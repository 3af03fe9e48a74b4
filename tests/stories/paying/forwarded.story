The SMS of a payment is forwarded: its account is an invoice of this phone, and the payment is looked for

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
callbacks are lost
0700000004 pays 950 to paybill 222222 account {invoice}
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
phone 0733000050
text {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice} on 23/11/26 at 12:05 PM.
  < eCitizen: to have a payment checked, text your reference and its M-PESA code in one SMS. Keep the payment's SMS, do not pay again. Help: +254 20 7903260.
phone 0700000004
text {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice} on 23/11/26 at 12:05 PM.
  < eCitizen 2222 5555 0000: we check {receipt} with M-PESA and SMS you the result. Do not pay again.
payments are settled
  < eCitizen 2222 5555 0000: KES 950 paid. It is now with the office: Business name registration.
text PAY 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Submitted. You need not do anything. We will SMS you.
