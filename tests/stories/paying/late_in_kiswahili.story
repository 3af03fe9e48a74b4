What M-PESA tells is lost, in Kiswahili

paid by Daraja
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
  $ M-PESA: pay KES 950 to Lango, account 222255550000?
0700000004 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550000.
text 222255550000
  < eCitizen 2222 5555 0000: Usajili wa jina la biashara. Yanasubiri malipo. Tunathibitisha malipo. Usilipe tena.
dial *222*1*222255550000#
  | Usajili wa jina la biashara
  | Yanasubiri malipo, 23 Nov 2026
  | Tunathibitisha malipo. Usilipe tena.
  | 2222 5555 0000
  | 1. Ona malipo
  | 2. Nimelipa
  | 98. Zaidi
  | 0. Rudi
> 1
  | Usajili wa jina la biashara
  | Tunathibitisha malipo ya KES 950. Usilipe tena.
  | 1. Uliza M-PESA sasa
  | 2. Nina msimbo wa M-PESA
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tunauliza M-PESA sasa; utapata SMS ya matokeo. Usilipe tena.
  (end)
payments are settled
  < eCitizen 2222 5555 0000: KES 950 imelipwa. Sasa iko ofisini: Usajili wa jina la biashara.
dial *222*1*222255550000#
  | Usajili wa jina la biashara
  | Maombi yamewasilishwa, 23 Nov 2026
  | Huhitaji kufanya lolote. Tutakutumia SMS.
  | 2222 5555 0000
  | 1. Nitumie kwa SMS
  | 0. Rudi
