One answer is changed; what belonged to the other answer is gone, and the rest stays

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4*passport*1*1#
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
> 2
  | Child's first name
  | As on the birth certificate
  | 0. Back
> Zawadi
  | Child's last name
  | As on the birth certificate
  | 0. Back
> Abdi
  | Saved so far.
  | Child's date of birth (day, month, year)
  | Such as 23052019
  | 0. Back
> 23052019
  | Number of the birth certificate
  | As on the certificate
  | 0. Back
> 1234567
  | I am the child's parent or guardian, and the other parent, if living, agrees.
  | 1. I agree
  | 0. Back
> 1
  | Saved so far.
  | Where will you give fingerprints and a photo?
  | 1. Nyayo House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. More
  | 0. Back
> 1
  | Choose the day for fingerprints and photo
  | 1. Tue 24 Nov, 09:00
  | 2. Wed 25 Nov, 09:00
  | 3. Thu 26 Nov, 09:00
  | 4. Fri 27 Nov, 09:00
  | 98. More
  | 0. Back
> 1
  | For: My child, under 18
  | Child's first name: Zawadi
  | Child's last name: Abdi
  | Child's birth: 23 May 2019
  | Birth certificate: 1234567
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | Passport office: Nyayo House, Nairobi
  | Fingerprints, photo: Tue 24 Nov 2026, 09:00
  | KES 7,550
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 2
  | Which answer?
  | 1. For
  | 2. Child's first name
  | 3. Child's last name
  | 4. Child's birth
  | 5. Birth certificate
  | 98. More
  | 0. Back
  | 00. Home
> 2
  | Child's first name
  | As on the birth certificate
  | 0. Back
> Neema
  | For: My child, under 18
  | Child's first name: Neema
  | Child's last name: Abdi
  | Child's birth: 23 May 2019
  | Birth certificate: 1234567
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | Passport office: Nyayo House, Nairobi
  | Fingerprints, photo: Tue 24 Nov 2026, 09:00
  | KES 7,550
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 2
  | Which answer?
  | 1. For
  | 2. Child's first name
  | 3. Child's last name
  | 4. Child's birth
  | 5. Birth certificate
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Who is the passport for?
  | 1. Me
  | 2. My child, under 18
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
