A part is paid, in Kiswahili

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
  | Utapata SMS ya paybill na akaunti kwa dakika moja. Lipa KES 950 kwa akaunti hiyo pekee.
  (end)
wait 5 seconds
  < eCitizen 2222 5555 0000: Lipa KES 950 kwa paybill 222222, akaunti {invoice}.
0700000004 pays 500 to paybill 222222 account {invoice}
  $ {receipt} Confirmed. Ksh500.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 500 imefika. Bado KES 450 haijalipwa: piga *222*1*222255550000#.
payments are settled
text 222255550000
  < eCitizen 2222 5555 0000: Usajili wa jina la biashara. Yanasubiri malipo. KES 500 kati ya 950 imelipwa. Lipa KES 450, paybill 222222, akaunti {invoice}.
dial *222*1*222255550000#
  | Usajili wa jina la biashara
  | Yanasubiri malipo, 23 Nov 2026
  | KES 500 kati ya 950 imelipwa. Imebaki: KES 450.
  | 2222 5555 0000
  | 1. Lipa KES 450
  | 98. Zaidi
  | 0. Rudi
> 1
  | M-PESA, Lipa na M-PESA, Lipa Bili.
  | Nambari ya biashara 222222, akaunti {invoice}, KES 450.
  | 1. Nitumie kwa SMS
  | 2. Nimelipa
  | 0. Rudi
  | 00. Mwanzo
0700000004 pays 450 to paybill 222222 account {invoice}
  $ {receipt 2} Confirmed. Ksh450.00 sent to eCitizen for account {invoice}.
  < eCitizen 2222 5555 0000: KES 450 imelipwa, risiti {receipt 2}. Sasa iko ofisini: Usajili wa jina la biashara.
payments are settled
text 222255550000
  < eCitizen 2222 5555 0000: Usajili wa jina la biashara. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS.
