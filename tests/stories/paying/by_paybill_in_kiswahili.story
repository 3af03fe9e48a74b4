Paid to an agency's own paybill, in Kiswahili

paid by Daraja
222255550000 costs 900 and 50
phone 0700000004
speaks sw
dial *222*1*222255550000*1*3#
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
0700000004 pays 950 to paybill 600638 account 222255550000
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550000.
payments are settled
  < eCitizen 2222 5555 0000: KES 950 imelipwa, risiti {receipt}. Sasa iko ofisini: Usajili wa jina la biashara.
text 222255550000
  < eCitizen 2222 5555 0000: Usajili wa jina la biashara. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS.
