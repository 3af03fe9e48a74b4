What is dialled ahead never reaches past the password, nobody submits unread, and a hop that comes twice files once

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4*pasipoti*2*1*482915*1*1*AK0123456*1*1*1#
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | Passport renewal, 34 pages
  | KES 7,550
  | Working days: 15
  | Have the old passport with you.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Whose passport is it?
  | 1. Me
  | 2. My child, under 18
  | 0. Back
> 1
  | Number of the old passport
  | Such as AK0123456
  | 0. Back
> AK0123456
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
  | Old passport: AK0123456
  | Passport office: Nyayo House, Nairobi
  | Fingerprints, photo: Tue 24 Nov 2026, 09:00
  | KES 7,550
  | 98. More
  | 0. Back
  | 00. Home
> 1
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
  < eCitizen {reference}: Passport renewal, 34 pages. Awaiting payment. Pay KES 7,550: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: Tue 24 Nov 2026, 09:00. On your day, to the passport office (Nyayo House, Nairobi): old passport, ID, birth certificate, photos, copies of parents' and recommender's IDs. Child: consent letter.
again
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 7,550 now
  | 2. Pay later
  | 0. Back
again
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 7,550 now
  | 2. Pay later
  | 0. Back
sms
