Who has paid says so with the code of the SMS, on the phone or by SMS

paid by Daraja
222255550000 costs 900 and 50
phone 0700000004
callbacks are lost
payments are settled
0700000004 pays 950 to paybill 600638 account 222255550000
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550000.
text 222255550000 {receipt}
  < eCitizen 2222 5555 0000: we check {receipt} with M-PESA and SMS you the result. Do not pay again.
payments are settled
  < eCitizen 2222 5555 0000: KES 950 paid, receipt {receipt}. It is now with the office: Business name registration.
text 222255550000 {receipt}
  < eCitizen 2222 5555 0000: Business name registration. Submitted. You need not do anything. We will SMS you.
