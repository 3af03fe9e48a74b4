Another phone pays, in Kiswahili

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
> 2
  | Weka nambari ya Safaricom itakayolipa, kama 0712345678
  | 0. Rudi
  | 00. Mwanzo
> 0733000001
  | Nambari za Airtel hazina M-PESA. Weka nambari ya Safaricom.
  | Weka nambari ya Safaricom itakayolipa, kama 0712345678
  | 0. Rudi
  | 00. Mwanzo
> 0712000009
  | 0712 000 009 italipa KES 950 ya Usajili wa jina la biashara. Ni sahihi?
  | 1. Ndiyo, iombe
  | 2. Hapana, andika tena
  | 0. Rudi
  | 00. Mwanzo
> 2
  | Weka nambari ya Safaricom itakayolipa, kama 0712345678
  | 0. Rudi
  | 00. Mwanzo
> 0712 000 009
  | 0712 000 009 italipa KES 950 ya Usajili wa jina la biashara. Ni sahihi?
  | 1. Ndiyo, iombe
  | 2. Hapana, andika tena
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tunaomba M-PESA sasa. Punde 0712 000 009 itaombwa PIN ya M-PESA. Hakikisha kiasi: KES 950. Utapata SMS. Usilipe tena.
  (end)
M-PESA asks 0712000009
  $ M-PESA: pay KES 950 to eCitizen, account {invoice}?
0712000009 enters the PIN
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 950 imelipwa, risiti {receipt}. Sasa iko ofisini: Usajili wa jina la biashara.
phone 0712000009
sms
  < eCitizen 2222 5555 0000: KES 950 imelipwa, risiti {receipt}. Sasa iko ofisini: Usajili wa jina la biashara.
