A first passport of 66 pages

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> new passport 66
  | Choose or type again
  | 1. New passport, 66 pages
  | 2. Passport renewal, 66 pages
  | 0. Back
> 1
  | Passport - first time, 66 pages (C series)
  | Immigration
  | KES 12,550
  | Working days: 15
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | New passport, 66 pages
  | KES 12,550
  | Working days: 15
  | Have the birth certificate with you.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Who is the passport for?
  | 1. Me
  | 2. My child, under 18
  | 0. Back
> 1
  | Number of the birth certificate
  | As on the certificate
  | 0. Back
> 1234567
  | Where will you give fingerprints and a photo?
  | 1. Nyayo House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. More
  | 0. Back
> 3
  | Saved so far.
  | Choose the day for fingerprints and photo
  | 1. Tue 24 Nov, 09:00
  | 2. Wed 25 Nov, 09:00
  | 3. Thu 26 Nov, 09:00
  | 4. Fri 27 Nov, 09:00
  | 98. More
  | 0. Back
> 3
  | For: Me
  | Birth certificate: 1234567
  | Passport office: Kisumu
  | Fingerprints, photo: Thu 26 Nov 2026, 09:00
  | KES 12,550
  | 1. Submit
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 12,550 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: New passport, 66 pages. Awaiting payment. Pay KES 12,550: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: Thu 26 Nov 2026, 09:00. On your day, to the passport office (Kisumu): ID, birth certificate, photos, copies of parents' and recommender's IDs. Child: consent letter.
agency dis moves {reference} to submitted
  < eCitizen {reference}: New passport, 66 pages. Submitted. Follow our SMS: what to bring, where and when.
agency dis moves {reference} to processing
  < eCitizen {reference}: New passport, 66 pages. Processing. You need not do anything. We will SMS you.
agency dis moves {reference} to ready_for_collection, place Kisumu
  < eCitizen {reference}: New passport, 66 pages. Ready for collection at Kisumu. Carry your ID, and your old passport if any.
agency dis moves {reference} to collected
  < eCitizen {reference}: New passport, 66 pages. Collected. If it was not you, call +254207903260.
