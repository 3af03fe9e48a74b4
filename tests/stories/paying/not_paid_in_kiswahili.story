A wrong PIN, no money, cancelled and not answered, in Kiswahili

paid by Daraja
222255550000 costs 900 and 50
phone 0700000004
speaks sw
dial *222*1*222255550000#
  | Usajili wa jina la biashara
  | Yanasubiri malipo, 23 Nov 2026
  | 2222 5555 0000
  | 1. Lipa KES 950
  | 2. Nimelipa
  | 3. Nitumie kwa SMS
  | 0. Rudi
> 1
  | Usajili wa jina la biashara
  | Ada 900 + eCitizen 50 = KES 950.
  | 1. Lipa kwa simu hii
  | 2. Lipa kwa simu nyingine
  | 3. Lipa kwa paybill
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tunaomba M-PESA sasa. Punde weka PIN ya M-PESA kwenye simu hii. Hakikisha kiasi: KES 950. Utapata SMS. Usilipe tena.
  (end)
M-PESA asks 0700000004
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 enters a wrong PIN
  $ M-PESA: failed, you have entered a wrong PIN.
  < eCitizen 2222 5555 0000: haijalipwa. PIN ya M-PESA haikuwa sahihi. Kujaribu tena piga *222*1*222255550000#.
wait 3 minutes
dial *222*1*222255550000*1#
  | PIN ya M-PESA haikuwa sahihi.
  | Ada 900 + eCitizen 50 = KES 950.
  | 1. Lipa kwa simu hii
  | 2. Lipa kwa simu nyingine
  | 3. Lipa kwa paybill
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tunaomba M-PESA sasa. Punde weka PIN ya M-PESA kwenye simu hii. Hakikisha kiasi: KES 950. Utapata SMS. Usilipe tena.
  (end)
M-PESA asks 0700000004
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 has no money
  $ M-PESA: failed, you do not have enough money.
  < eCitizen 2222 5555 0000: haijalipwa. M-PESA haikuwa na pesa za kutosha. Kujaribu tena piga *222*1*222255550000#.
wait 3 minutes
dial *222*1*222255550000*1#
  | M-PESA haikuwa na pesa za kutosha.
  | Ada 900 + eCitizen 50 = KES 950.
  | 1. Lipa kwa simu hii
  | 2. Lipa kwa simu nyingine
  | 3. Lipa kwa paybill
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tunaomba M-PESA sasa. Punde weka PIN ya M-PESA kwenye simu hii. Hakikisha kiasi: KES 950. Utapata SMS. Usilipe tena.
  (end)
M-PESA asks 0700000004
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 cancels
  $ M-PESA: nothing was paid.
  < eCitizen 2222 5555 0000: haijalipwa. Yalighairiwa kwenye simu. Kujaribu tena piga *222*1*222255550000#.
wait 3 minutes
dial *222*1*222255550000*1#
  | Yalighairiwa kwenye simu.
  | Ada 900 + eCitizen 50 = KES 950.
  | 1. Lipa kwa simu hii
  | 2. Lipa kwa simu nyingine
  | 3. Lipa kwa paybill
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tunaomba M-PESA sasa. Punde weka PIN ya M-PESA kwenye simu hii. Hakikisha kiasi: KES 950. Utapata SMS. Usilipe tena.
  (end)
M-PESA asks 0700000004
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 does not answer
  $ M-PESA: nothing was paid.
  < eCitizen 2222 5555 0000: haijalipwa. PIN haikuwekwa kwa wakati. Kujaribu tena piga *222*1*222255550000#.
wait 3 minutes
dial *222*1*222255550000*1#
  | PIN haikuwekwa kwa wakati.
  | Ada 900 + eCitizen 50 = KES 950.
  | 1. Lipa kwa simu hii
  | 2. Lipa kwa simu nyingine
  | 3. Lipa kwa paybill
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tunaomba M-PESA sasa. Punde weka PIN ya M-PESA kwenye simu hii. Hakikisha kiasi: KES 950. Utapata SMS. Usilipe tena.
  (end)
M-PESA asks 0700000004
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550000.
  < eCitizen 2222 5555 0000: KES 950 imelipwa, risiti {receipt}. Sasa iko ofisini: Usajili wa jina la biashara.
