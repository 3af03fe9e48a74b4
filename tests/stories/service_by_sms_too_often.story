SMS are paid for by the public: ten an hour to a phone, and no more

phone 0755000019
dial *222*4*passport*1*5#
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
dial *222*4*passport*1*5#
  | Which SMS do you want?
  | 1. The main facts: 1 SMS
  | 2. Documents too: 2 SMS
  | 0. Back
  | 00. Home
> 2
  | You have asked for many SMS. Please try again in an hour, or read it here.
  | 1. The main facts: 1 SMS
  | 2. Documents too: 2 SMS
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222.
dial *222*4*passport*1*5#
  | Which SMS do you want?
  | 1. The main facts: 1 SMS
  | 2. Documents too: 2 SMS
  | 0. Back
  | 00. Home
> 1
  | You have asked for many SMS. Please try again in an hour, or read it here.
  | 1. The main facts: 1 SMS
  | 2. Documents too: 2 SMS
  | 98. More
  | 0. Back
  | 00. Home
> 0
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
> 2
  | Fee: KES 7,500
  | eCitizen fee: KES 50
  | Total: KES 7,550
  | Source: Gazette 241/2023, from Mar 2024
  | Pay only to paybill 222222.
  | 0. Back
  | 00. Home
wait 1 hour
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
dial *222*4*passport*1*5*2#
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
dial *222*4*passport*1*5*2#
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
dial *222*4*passport*1*5*2#
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
dial *222*4*passport*1*5*2#
  | You will get an SMS about it. To find a service by SMS, text FIND and a word to 22222.
  (end)
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
dial *222*4*passport*1*5*2#
  | You have asked for many SMS. Please try again in an hour, or read it here.
  | 1. The main facts: 1 SMS
  | 2. Documents too: 2 SMS
  | 98. More
  | 0. Back
  | 00. Home
