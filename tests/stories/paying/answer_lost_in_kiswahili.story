The answer to the request is lost, in Kiswahili

222255550000 costs 900 and 50
phone 0700000004
speaks sw
the answer to the request is lost
dial *222*1*222255550000*1#
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
  $ M-PESA: pay KES 950 to eCitizen, account {invoice}?
text 222255550000
  < eCitizen 2222 5555 0000: Usajili wa jina la biashara. Yanasubiri malipo. Tunathibitisha malipo. Usilipe tena.
0700000004 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 950 imelipwa, risiti {receipt}. Sasa iko ofisini: Usajili wa jina la biashara.
payments are settled
