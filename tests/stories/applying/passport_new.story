A first passport for oneself, with a date for fingerprints and photo, until it is collected: thirteen hops, saved on the way

account of citizen 29000005 on 0712000002 with password 482915
address of citizen 29000005 is amina@example.com
phone 0712000002
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 4
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> new passport
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. New passport, 50 pages
  | 3. New passport, 66 pages
  | 4. Passport renewal, 34 pages
  | 98. More
  | 0. Back
> 1
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
> 1
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | New passport, 34 pages
  | KES 7,550
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
> 1
  | Saved so far.
  | Choose the day for fingerprints and photo
  | 1. Tue 24 Nov, 09:00
  | 2. Wed 25 Nov, 09:00
  | 3. Thu 26 Nov, 09:00
  | 4. Fri 27 Nov, 09:00
  | 98. More
  | 0. Back
> 1
  | For: Me
  | Birth certificate: 1234567
  | Passport office: Nyayo House, Nairobi
  | Fingerprints, photo: Tue 24 Nov 2026, 09:00
  | KES 7,550
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 7,550 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: New passport, 34 pages. Awaiting payment. Pay KES 7,550: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: Tue 24 Nov 2026, 09:00. On your day, to the passport office (Nyayo House, Nairobi): ID, birth certificate, photos, copies of parents' and recommender's IDs. Child: consent letter.
  @ amina@example.com: eCitizen {reference}: Awaiting payment
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: {reference}
  @ Status: Awaiting payment, 23 Nov 2026
  @ Next: Pay KES 7,550: dial *222*1*{reference}# Keep this number.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
agency dis moves {reference} to submitted
  < eCitizen {reference}: New passport, 34 pages. Submitted. Follow our SMS: what to bring, where and when.
  @ amina@example.com: eCitizen {reference}: Submitted
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: {reference}
  @ Status: Submitted, 23 Nov 2026
  @ Next: Follow our SMS: what to bring, where and when.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
agency dis moves {reference} to processing
  < eCitizen {reference}: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
  @ amina@example.com: eCitizen {reference}: Processing
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: {reference}
  @ Status: Processing, 23 Nov 2026
  @ Next: You need not do anything. We will SMS you.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
agency dis moves {reference} to needs_action, stage biometrics
  < eCitizen {reference}: New passport, 34 pages. Fingerprints and photo needed. Book a day. Carry your original documents.
  @ amina@example.com: eCitizen {reference}: Fingerprints and photo needed
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: {reference}
  @ Status: Fingerprints and photo needed, 23 Nov 2026
  @ Next: Book a day. Carry your original documents.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
agency dis moves {reference} to processing
  < eCitizen {reference}: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
  @ amina@example.com: eCitizen {reference}: Processing
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: {reference}
  @ Status: Processing, 23 Nov 2026
  @ Next: You need not do anything. We will SMS you.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
agency dis moves {reference} to ready_for_collection, place Nyayo House
  < eCitizen {reference}: New passport, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
  @ amina@example.com: eCitizen {reference}: Ready for collection
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: {reference}
  @ Status: Ready for collection, 23 Nov 2026
  @ Place: Nyayo House
  @ Next: Carry your ID, and your old passport if any.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
agency dis moves {reference} to collected
  < eCitizen {reference}: New passport, 34 pages. Collected. If it was not you, call +254207903260.
  @ amina@example.com: eCitizen {reference}: Collected
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: {reference}
  @ Status: Collected, 23 Nov 2026
  @ Next: If it was not you, call +254207903260.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
text {reference}
  < eCitizen {reference}: New passport, 34 pages. Collected. If it was not you, call +254207903260.
