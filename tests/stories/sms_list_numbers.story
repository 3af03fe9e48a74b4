A line of a list and a service's code are read with whatever stands around them

phone 0733000047
text FIND passport
  < eCitizen:
  < 1 New passport, 34 pages
  < 2 Passport renewal, 34 pages
  < 3 Lost passport replacement
  < Text a number for details, MORE for others.
wait 1 second
text 1!
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
wait 1 second
text (2)
  < Passport renewal, 34 pages, Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Source: Gazette 241/2023, from Mar 2024.
wait 1 second
text no. 3
  < eCitizen: Replacement of lost passport, Immigration: KES 20,050. Apply: dial *222#. Pay only to paybill 222222. Source: Gazette 241/2023, from Mar 2024.
wait 1 second
text #1
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
wait 1 second
text 2️⃣
  < Passport renewal, 34 pages, Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Source: Gazette 241/2023, from Mar 2024.
wait 1 second
text mbili
  < Passport renewal, 34 pages, Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Source: Gazette 241/2023, from Mar 2024.
text passport-new-34.
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
text "Passport New 34"!
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
text HUDUMA Thika.
  < eCitizen: Huduma Centre Kiambu (Thika): Assistant County Commissioner Office, opposite Thika Stadium. Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
phone 0733000048
text FIND passport
  < eCitizen:
  < 1 New passport, 34 pages
  < 2 Passport renewal, 34 pages
  < 3 Lost passport replacement
  < Text a number for details, MORE for others.
wait 1 second
text one
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
wait 1 second
text 44
  < eCitizen: text a number from 1 to 12, or FIND and other words.
text passport-new-34 tafadhali
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
text how much is passport-new-34?
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
