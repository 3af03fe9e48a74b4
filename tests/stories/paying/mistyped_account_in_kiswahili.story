A paybill payment with a mistyped account, in Kiswahili

paid by Daraja
222255550000 costs 900 and 50
phone 0700000004
speaks sw
dial *222*1*222255550000*1#
  | Usajili wa jina la biashara
  | Ada 900 + eCitizen 50 = KES 950.
  | 1. Lipa kwa simu hii
  | 2. Lipa kwa simu nyingine
  | 3. Lipa kwa paybill
  | 0. Rudi
  | 00. Mwanzo
> 3
  | M-PESA, Lipa na M-PESA, Lipa Bili.
  | Nambari ya biashara 600638, akaunti 222255550000, KES 950.
  | 1. Nitumie kwa SMS
  | 2. Nimelipa
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Utapata SMS kuhusu 2222 5555 0000. Pia unaweza kutuma nambari hiyo kwa 22222 wakati wowote.
  (end)
  < eCitizen 2222 5555 0000: Usajili wa jina la biashara. Yanasubiri malipo. Lipa KES 950, paybill 600638, akaunti: nambari ya kumbukumbu.
0700000004 pays 950 to paybill 600638 account 222255550001
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550001.
payments are settled
dial *222*1*222255550000*2#
  | Weka msimbo wa M-PESA, kama SJK1A2B3C4. Au tuma 2222 5555 0000 na msimbo kwa 22222
  | 0. Rudi
  | 00. Mwanzo
> {receipt}
  | Tunaangalia na M-PESA; utapata SMS ya matokeo. Usilipe tena.
  (end)
payments are settled
  < eCitizen 2222 5555 0000: hatukuweza kulinganisha msimbo wa M-PESA {receipt} nayo. Wahudumu wanaangalia. Usilipe tena. Msaada: +254 20 7903260.
wait 1 hour
payments are settled
