Who has paid says so, in Kiswahili

paid by Daraja
222255550000 costs 900 and 50
phone 0700000004
speaks sw
callbacks are lost
payments are settled
0700000004 pays 950 to paybill 600638 account 222255550000
  $ {receipt} Confirmed. Ksh950.00 sent to Lango for account 222255550000.
text 222255550000 {receipt}
  < eCitizen 2222 5555 0000: tunaangalia {receipt} na M-PESA; utapata SMS ya matokeo. Usilipe tena.
payments are settled
  < eCitizen 2222 5555 0000: KES 950 imelipwa, risiti {receipt}. Sasa iko ofisini: Usajili wa jina la biashara.
text 222255550000 {receipt}
  < eCitizen 2222 5555 0000: Usajili wa jina la biashara. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS.
