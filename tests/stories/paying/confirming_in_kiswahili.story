While a payment is open, in Kiswahili

222255550000 costs 900 and 50
phone 0700000004
speaks sw
callbacks are lost
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
0700000004 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
dial *222*1*222255550000*1#
  | Usajili wa jina la biashara
  | Tunathibitisha malipo ya KES 950. Usilipe tena.
  | 1. Uliza M-PESA sasa
  | 2. Nina msimbo wa M-PESA
  | 0. Rudi
  | 00. Mwanzo
> 2
  | Weka msimbo wa M-PESA, kama SJK1A2B3C4. Au tuma 2222 5555 0000 na msimbo kwa 22222
  | 0. Rudi
  | 00. Mwanzo
> SJK1A2B3
  | Msimbo wa M-PESA una herufi na tarakimu 10.
  | Weka msimbo wa M-PESA, kama SJK1A2B3C4. Au tuma 2222 5555 0000 na msimbo kwa 22222
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Usajili wa jina la biashara
  | Tunathibitisha malipo ya KES 950. Usilipe tena.
  | 1. Uliza M-PESA sasa
  | 2. Nina msimbo wa M-PESA
  | 0. Rudi
  | 00. Mwanzo
wait 15 seconds
> 1
  | Tunauliza M-PESA sasa; utapata SMS ya matokeo. Usilipe tena.
  (end)
  < eCitizen 2222 5555 0000: KES 950 imelipwa. Sasa iko ofisini: Usajili wa jina la biashara.
wait 2 seconds
