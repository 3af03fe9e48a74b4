A service by SMS: as many as the citizen agrees to

phone 0755000018
dial *222*4*passport*1#
  | Passport - first time, 34 pages (A series)
  | Immigration
  | KES 7,550
  | Working days: 15
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | 4. Where to apply
  | 5. Send me this by SMS
  | 0. Back
  | 00. Home
> 5
  | Which SMS do you want?
  | 1. The main facts: 1 SMS
  | 2. Documents too: 2 SMS
  | 0. Back
  | 00. Home
> 2
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
dial *222*4*passport*1*5#
  | Which SMS do you want?
  | 1. The main facts: 1 SMS
  | 2. Documents too: 2 SMS
  | 0. Back
  | 00. Home
> 1
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222.
again
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> nairobi business permit
  | Unified Business Permit
  | Nairobi County
  | Ask Nairobi County for the fee.
  | 1. Apply on this phone
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
> 2
  | - National ID
  | - business or plot details
  | 0. Back
  | 00. Home
> 0
  | Unified Business Permit
  | Nairobi County
  | Ask Nairobi County for the fee.
  | 1. Apply on this phone
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
> 3
  | Apply: dial *222#, use www.ecitizen.go.ke, or go to Huduma.
  | 1. Huduma Centres
  | 0. Back
  | 00. Home
> 0
  | Unified Business Permit
  | Nairobi County
  | Ask Nairobi County for the fee.
  | 1. Apply on this phone
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
> 4
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Unified Business Permit, Nairobi County: Ask Nairobi County for the fee. Apply: dial *222#. Bring: National ID; business or plot details.
dial *222*4*passport*1*5*1#
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222.
again
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
