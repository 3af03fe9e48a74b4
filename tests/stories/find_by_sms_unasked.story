A text that names a service is answered as if FIND stood before it, a few times an hour

phone 0755000022
text passport renewal
  < eCitizen:
  < 1 Passport renewal, 34 pages
  < 2 Passport renewal, 50 pages
  < 3 Passport renewal, 66 pages
  < Text a number for details.
wait 1 second
text 1
  < Passport renewal, 34 pages, Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Source: Gazette 241/2023, from Mar 2024.
text Habari yako
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text Habari
text hello
text your passport is ready at the office, please come
text driving licence
  < eCitizen:
  < 1 Driving licence renewal, 3 years
  < 2 Provisional driving licence
  < 3 Smart driving licence, 3 years
  < Text a number for details, MORE for others.
text birth certificate
  < eCitizen: Birth certificate (current), Civil Registration: About KES 210. Working days: 1. Apply: dial *222#. Pay only to paybill 222222. Bring: Birth notification; copies of parents IDs.
text land search
  < eCitizen: Official land search, Lands Department: KES 1,050. Apply: dial *222#. Pay only to paybill 222222. Source: Legal Notice 77 of 2024. Bring: Title/parcel number; ID; KRA PIN.
text good conduct
  < eCitizen: Police clearance certificate (good conduct), DCI: KES 1,050. Working days: 14. Apply: dial *222#. Pay only to paybill 222222. Ask DCI to confirm. Bring: Original ID + copy (birth certificate for minors); 2 invoice copies; C24 form printed both sides; fingerprints.
text marriage
  < eCitizen:
  < 1 Civil marriage at registrar
  < 2 Notice of intended marriage
  < 3 Customary marriage registration
  < Text a number for details, MORE for others.
text business name
  < eCitizen: Business name registration, Business Registration, 0111127000: KES 950. Working days: 3. Apply: dial *222#. Pay only to paybill 222222. Bring: National ID; KRA PIN; photo; 3-5 proposed names; signed BN/2.
wait 1 hour
text business name
  < eCitizen: Business name registration, Business Registration, 0111127000: KES 950. Working days: 3. Apply: dial *222#. Pay only to paybill 222222. Bring: National ID; KRA PIN; photo; 3-5 proposed names; signed BN/2.
