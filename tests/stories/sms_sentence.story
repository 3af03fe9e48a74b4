A sentence that names a service is understood: the service, or the three that it may be

phone 0733000048
text how much is a passport
  < eCitizen:
  < 1 New passport, 34 pages
  < 2 Passport renewal, 34 pages
  < 3 Lost passport replacement
  < Text a number for details, MORE for others.
wait 1 second
text 1
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Bring: Printed eCitizen form + 3 invoice copies; original national ID + copy; original birth certificate + copy; passport photos; copy of recommender ID; parents ID copies.
text I would like to know how much it costs to register a business name please
  < eCitizen:
  < 1 Business name registration
  < 2 Change of company name
  < 3 Private company registration
  < Text a number for details, MORE for others.
text where is my ID
  < eCitizen:
  < 1 Lost national ID replacement
  < 2 First national ID
  < 3 National ID, change of details
  < Text a number for details, MORE for others.
text How do I get a birth certificate for my child
  < eCitizen:
  < 1 Birth certificate
  < 2 Birth certificate correction
  < 3 Birth certificate replacement
  < Text a number for details.
text your passport is ready at the office, please come
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
wait 1 second
text 1
  < eCitizen: Business name registration, Business Registration, 0111127000: KES 950. Working days: 3. Apply: dial *222#. Pay only to paybill 222222. Bring: National ID; KRA PIN; photo; 3-5 proposed names; signed BN/2.
