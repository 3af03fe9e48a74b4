A damaged passport: no fee is published, so its office sets it, and it is paid then

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> damaged passport
  | Replacement of mutilated (damaged) passport
  | Immigration
  | Ask Immigration for the fee.
  | 1. Apply on this phone
  | 2. Documents
  | 3. Where to apply
  | 98. More
  | 0. Back
> 1
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | Damaged passport replacement
  | The office sets the fee and we SMS you.
  | Have the damaged passport with you.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Whose passport is it?
  | 1. Me
  | 2. My child, under 18
  | 0. Back
> 1
  | Number of the damaged passport, if it can be read
  | Such as AK0123456
  | 1. Skip
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
> 2
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
  | Damaged passport: AK0123456
  | Passport office: Mombasa
  | Fingerprints, photo: Tue 24 Nov 2026, 09:00
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  (end)
  < eCitizen {reference}: Damaged passport replacement. Submitted. Follow our SMS: what to bring, where and when. Keep this number.
  < eCitizen {reference}: Tue 24 Nov 2026, 09:00. On your day, to the passport office (Mombasa): damaged passport, ID, birth certificate, photos, copies of parents' and recommender's IDs. Child: consent letter.
agency dis sets the fee of {reference} to 10000
  < eCitizen {reference}: Damaged passport replacement. Awaiting payment. Pay KES 10,050: dial *222*1*{reference}#
text {reference}
  < eCitizen {reference}: Damaged passport replacement. Awaiting payment. Pay KES 10,050: dial *222*1*{reference}#
agency dis moves {reference} to submitted
  < eCitizen {reference}: Damaged passport replacement. Submitted. Follow our SMS: what to bring, where and when.
agency dis moves {reference} to processing
  < eCitizen {reference}: Damaged passport replacement. Processing. You need not do anything. We will SMS you.
agency dis moves {reference} to ready_for_collection, place Mombasa
  < eCitizen {reference}: Damaged passport replacement. Ready for collection at Mombasa. Carry your ID, and your old passport if any.
agency dis moves {reference} to collected
  < eCitizen {reference}: Damaged passport replacement. Collected. If it was not you, call +254207903260.
