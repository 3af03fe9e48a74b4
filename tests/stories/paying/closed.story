Where nobody takes money the fee is told, and paying is closed

paying is closed
222255550000 costs 900 and 50
phone 0700000004
dial *222*1*222255550000#
  | Business name registration
  | Awaiting payment, 23 Nov 2026
  | Fee KES 950. It cannot be paid by phone yet.
  | 2222 5555 0000
  | 1. SMS me this
  | 0. Back
text 222255550000
  < eCitizen 2222 5555 0000: Business name registration. Awaiting payment. Fee KES 950. It cannot be paid by phone yet.
text PAY
  < eCitizen: pay only to paybill 222222, account: the number of your bill. Paid? Text your reference for its status. Paid and no answer: call +254 20 7903260.
text 222255550000 SJK1A2B3C4
  < eCitizen 2222 5555 0000: Business name registration. Awaiting payment. Fee KES 950. It cannot be paid by phone yet.
text SJK1A2B3C4
  < eCitizen: that is a payment's code or SMS. Keep it; we cannot look it up. To see if the payment arrived, text your reference number. Help: +254 20 7903260.
dial *222*5#
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
  | 0. Back
