Who has paid and hears nothing is told what to do; our paybill is no password

phone 0733000050
text I paid and nothing happened
  < eCitizen: keep the payment SMS and do not pay again. Wait for its confirmation, then text your reference to see the status. Still nothing? Call +254 20 7903260.
text I have paid twice, SJK1A2B3C4, but still no receipt
  < eCitizen: keep the payment SMS and do not pay again. Wait for its confirmation, then text your reference to see the status. Still nothing? Call +254 20 7903260.
text 222222
  < eCitizen: pay only to paybill 222222, account: the number of your bill. Paid? Text your reference for its status. Paid and no answer: call +254 20 7903260.
text pay to paybill 522522?
  < eCitizen: pay only to paybill 222222, account: the number of your bill. Paid? Text your reference for its status. Paid and no answer: call +254 20 7903260.
phone 0733000051
text Nimelipa na hakuna jibu
  < eCitizen: weka SMS ya malipo, usilipe tena. Subiri uthibitisho, kisha tuma nambari ya kumbukumbu kuona hali. Bado? Piga +254 20 7903260.
text lipa 222222
  < eCitizen: lipa kwa paybill 222222 tu, akaunti: nambari ya ankara. Umelipa? Tuma nambari ya kumbukumbu. Hakuna jibu: piga +254 20 7903260.
text my password is 222222
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
phone 0733000072
text pesa yangu imekatwa mpesa lakini sijapata huduma
  < eCitizen: weka SMS ya malipo, usilipe tena. Subiri uthibitisho, kisha tuma nambari ya kumbukumbu kuona hali. Bado? Piga +254 20 7903260.
text stima yangu imekatwa
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
