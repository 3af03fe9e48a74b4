Who has paid and hears nothing is told what to do; our paybill is no password

phone 0733000050
text I paid and nothing happened
  < eCitizen: do not pay again. Text your reference and the M-PESA code of the payment in one SMS: we check it and SMS you. Help: +254 20 7903260.
text I have paid twice, SJK1A2B3C4, but still no receipt
  < eCitizen: do not pay again. Text your reference and the M-PESA code of the payment in one SMS: we check it and SMS you. Help: +254 20 7903260.
text 222222
  < eCitizen: to pay dial *222# or text PAY and your reference. Paybill 222222 only, account: the number of your bill. Paid? Text reference and M-PESA code.
text pay to paybill 522522?
  < eCitizen: to pay dial *222# or text PAY and your reference. Paybill 222222 only, account: the number of your bill. Paid? Text reference and M-PESA code.
phone 0733000051
text Nimelipa na hakuna jibu
  < eCitizen: usilipe tena. Tuma nambari ya kumbukumbu na msimbo wa M-PESA wa malipo kwa SMS moja: tutaangalia na kukujibu. Msaada: +254 20 7903260.
text lipa 222222
  < eCitizen: kulipa piga *222# au tuma LIPA na nambari ya kumbukumbu. Paybill 222222 tu, akaunti: nambari ya ankara. Umelipa? Tuma nambari na msimbo wa M-PESA.
text my password is 222222
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
phone 0733000072
text pesa yangu imekatwa mpesa lakini sijapata huduma
  < eCitizen: usilipe tena. Tuma nambari ya kumbukumbu na msimbo wa M-PESA wa malipo kwa SMS moja: tutaangalia na kukujibu. Msaada: +254 20 7903260.
text stima yangu imekatwa
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
