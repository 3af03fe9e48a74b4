What is typed for a reference and is something else: told what it looks like, and never counted

phone 0755000071
dial *222*1#
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> eCitizen 1020 3040 5060
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
> 0
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> Ref: 1020 3040 5060.
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
> 0
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> SJK1A2B3C4
  | This looks like an M-PESA code. Enter the reference, or go to Help.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 0712345678
  | This looks like a phone number. The reference is on your receipt.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 123456789
  | This looks like an ID waiting card: text it to 2031 or ask at Huduma.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> 222222222222
  | This looks like our paybill. The reference is on your receipt or SMS.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> my code is sjk1a2b3c4
  | This looks like an M-PESA code. Enter the reference, or go to Help.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> 102030405061
  | That reference number has a wrong digit. Please check it and try again.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> 1020 3040 5060
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | 1020 3040 5060
  | 1. SMS me this
  | 0. Back
text sjk1a2b3c4
  < eCitizen: to have a payment checked, text your reference and its M-PESA code in one SMS. Keep the payment's SMS, do not pay again. Help: +254 20 7903260.
text 1020 3040 5060
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
dial *222*1#
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> ID 29000001
  | This looks like an ID number. The reference is on your receipt or SMS.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 29,000,001
  | This looks like an ID number. The reference is on your receipt or SMS.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> KRA PIN A001234567Z
  | This looks like a KRA PIN. The reference is on your receipt or SMS.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
