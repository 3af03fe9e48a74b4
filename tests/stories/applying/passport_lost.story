A lost passport, whose number is not known any more

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4*passport*3*1#
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | Lost passport replacement
  | KES 20,050
  | Have the police abstract with you.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Whose passport was it?
  | 1. Me
  | 2. My child, under 18
  | 0. Back
> 1
  | OB number on the police abstract
  | As on the abstract
  | 0. Back
> OB 23/14/11/2026
  | Number of the lost passport, if you know it
  | Such as AK0123456
  | 1. Skip
  | 0. Back
> skip
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
  | For: Me
  | OB number: OB 23/14/11/2026
  | Lost passport: -
  | Passport office: Nyayo House, Nairobi
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | Fingerprints, photo: Tue 24 Nov 2026, 09:00
  | KES 20,050
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 20,050 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Lost passport replacement. Awaiting payment. Pay KES 20,050: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: Tue 24 Nov 2026, 09:00. On your day, to the passport office (Nyayo House, Nairobi): police abstract, ID, birth certificate, photos, copies of parents' and recommender's IDs. Child: consent letter.
agency dis moves {reference} to submitted
  < eCitizen {reference}: Lost passport replacement. Submitted. Follow our SMS: what to bring, where and when.
agency dis moves {reference} to processing
  < eCitizen {reference}: Lost passport replacement. Processing. You need not do anything. We will SMS you.
agency dis moves {reference} to ready_for_collection, place Nyayo House
  < eCitizen {reference}: Lost passport replacement. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
agency dis moves {reference} to collected
  < eCitizen {reference}: Lost passport replacement. Collected. If it was not you, call +254207903260.
