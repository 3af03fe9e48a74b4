FIND by SMS: the best three, a number or MORE texted back, the code of a service

phone 0755000020
text FIND passport
  < eCitizen:
  < 1 New passport, 34 pages
  < 2 Passport renewal, 34 pages
  < 3 Lost passport replacement
  < Text a number for details, MORE for others.
wait 5 seconds
text 2
  < Passport renewal, 34 pages, Immigration: KES 7,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Source: Gazette 241/2023, from Mar 2024.
wait 5 seconds
text more
  < eCitizen:
  < 4 Express passport
  < 5 Passport renewal, 50 pages
  < 6 New passport, 50 pages
  < Text a number for details, MORE for others.
wait 5 seconds
text 5
  < Passport renewal, 50 pages, Immigration: KES 9,550. Working days: 15. Apply: dial *222#. Pay only to paybill 222222. Source: Gazette 241/2023, from Mar 2024.
wait 5 seconds
text 99
  < eCitizen: text a number from 1 to 12, or FIND and other words.
wait 5 seconds
text FIND
  < eCitizen: text FIND and a word or two, such as FIND passport.
text find qwxzv
  < eCitizen: nothing found. Text FIND and other words, or dial *222#.
text good-conduct
  < eCitizen: Police clearance certificate (good conduct), DCI: KES 1,050. Working days: 14. Apply: dial *222#. Pay only to paybill 222222. Ask DCI to confirm. Bring: Original ID + copy (birth certificate for minors); 2 invoice copies; C24 form printed both sides; fingerprints.
text Good conduct
  < eCitizen: Police clearance certificate (good conduct), DCI: KES 1,050. Working days: 14. Apply: dial *222#. Pay only to paybill 222222. Ask DCI to confirm. Bring: Original ID + copy (birth certificate for minors); 2 invoice copies; C24 form printed both sides; fingerprints.
wait 2 hours
text MORE
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
text 2
  < eCitizen: text your reference number, FIND and a service, or dial *222#.
  < Tuma nambari ya kumbukumbu, TAFUTA na huduma, au piga *222#.
text FIND birth certificate
  < eCitizen: Birth certificate (current), Civil Registration: About KES 210. Working days: 1. Apply: dial *222#. Pay only to paybill 222222. Bring: Birth notification; copies of parents IDs.
