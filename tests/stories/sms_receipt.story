The confirmation of a payment that is forwarded to us: what it is and what to text instead; nothing of it is told back

phone 0733000172
text SJK1A2B3C4 Confirmed. Ksh1,050.00 sent to ECITIZEN for account ABCDEF on 25/11/26 at 10:05 AM. New M-PESA balance is Ksh200.00. Transaction cost, Ksh0.00.
  < eCitizen: to have a payment checked, text your reference and its M-PESA code in one SMS. Keep the payment's SMS, do not pay again. Help: +254 20 7903260.
text SJK1A2B3C4 Confirmed. Ksh50.00 sent to JANE WANJIKU 0722000000 on 25/11/26 at 10:05 AM New M-PESA balance is Ksh200.00.
  < eCitizen: to have a payment checked, text your reference and its M-PESA code in one SMS. Keep the payment's SMS, do not pay again. Help: +254 20 7903260.
text SJK1A2B3C4
  < eCitizen: to have a payment checked, text your reference and its M-PESA code in one SMS. Keep the payment's SMS, do not pay again. Help: +254 20 7903260.
text SJK1A2B3C4 Confirmed. Ksh1,050.00 sent to ECITIZEN for account 102030405060 on 25/11/26 at 10:05 AM. New M-PESA balance is Ksh200.00.
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
text TID 12345678901. Money sent to ECITIZEN, KES 1,050. Your balance is KES 20.
  < eCitizen: to have a payment checked, text your reference and its M-PESA code in one SMS. Keep the payment's SMS, do not pay again. Help: +254 20 7903260.
text Ksh 50 is too much for me
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
text SJK1A2B3C4 Confirmed. Ksh50.00 sent. My code is 271828
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
phone 0733000175
text SJK1A2B3C4 Imethibitishwa. Ksh50.00 imetumwa kwa ECITIZEN akaunti ABC tarehe 25/11/26 saa 10:05 AM. Salio lako la M-PESA ni Ksh200.00.
  < eCitizen: ili malipo yaangaliwe, tuma nambari ya kumbukumbu na msimbo wa M-PESA kwa SMS moja. Tunza SMS ya malipo, usilipe tena. Msaada: +254 20 7903260.
phone 0733000176
speaks sw
text SJK1A2B3C4 Confirmed. Ksh50.00 sent to ECITIZEN for account ABC on 25/11/26 at 10:05 AM. New M-PESA balance is Ksh200.00.
  < eCitizen: ili malipo yaangaliwe, tuma nambari ya kumbukumbu na msimbo wa M-PESA kwa SMS moja. Tunza SMS ya malipo, usilipe tena. Msaada: +254 20 7903260.
text SJK1A2B3C4
  < eCitizen: ili malipo yaangaliwe, tuma nambari ya kumbukumbu na msimbo wa M-PESA kwa SMS moja. Tunza SMS ya malipo, usilipe tena. Msaada: +254 20 7903260.
