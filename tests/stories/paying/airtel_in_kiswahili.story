An Airtel line pays the invoice by Airtel Money, in Kiswahili

222255550000 costs 900 and 50
phone 0700000004
speaks sw
phone 0700000004 on Airtel
dial *222*1*222255550000*1#
  | Usajili wa jina la biashara
  | Ada 900 + eCitizen 50 = KES 950.
  | 1. Lipa kwa Airtel Money
  | 2. Lipa kwa simu ya Safaricom
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Utapata SMS ya paybill na akaunti kwa dakika moja. Lipa KES 950 kwa akaunti hiyo pekee.
  | Kisha tumia Airtel Money, Lipa Bili.
  (end)
wait 5 seconds
  < eCitizen 2222 5555 0000: Lipa KES 950 kwa paybill 222222, akaunti {invoice}.
dial *222*1*222255550000*1#
  | Airtel Money, Lipa Bili.
  | Nambari ya biashara 222222, akaunti {invoice}, KES 950.
  | 1. Nitumie kwa SMS
  | 2. Nimelipa
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Usajili wa jina la biashara
  | Yanasubiri malipo, 23 Nov 2026
  | 2222 5555 0000
  | 1. Lipa KES 950
  | 2. Nimelipa
  | 3. Nitumie kwa SMS
  | 0. Rudi
0700000004 pays 950 to paybill 222222 account {invoice}
  $ {receipt} Confirmed. Ksh950.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 950 imelipwa, risiti {receipt}. Sasa iko ofisini: Usajili wa jina la biashara.
payments are settled
