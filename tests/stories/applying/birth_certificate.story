A birth certificate for a child

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> birth certificate
  | Choose or type again
  | 1. Birth certificate
  | 2. Birth certificate correction
  | 3. Birth certificate replacement
  | 4. Late birth registration
  | 98. More
  | 0. Back
> 1
  | Birth certificate (current)
  | Civil Registration
  | About KES 210
  | Working days: 1
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
  | Birth certificate
  | About KES 210
  | Working days: 1
  | For a child: have the birth notification.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Whose birth certificate?
  | 1. Me
  | 2. My child, under 18
  | 0. Back
> 2
  | The birth was reported within 6 months. If not, it is late registration: go to Civil Registration.
  | 1. I agree
  | 0. Back
> 1
  | Child's first name
  | As on the birth notification
  | 0. Back
> Zawadi
  | Saved so far.
  | Child's last name
  | As on the birth notification
  | 0. Back
> Abdi
  | Child's date of birth (day, month, year)
  | Such as 23052019
  | 0. Back
> 23052026
  | Number of the birth notification
  | As on the notification
  | 0. Back
> BN/778899
  | Saved so far.
  | County of birth
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> mombasa
  | Where will you collect it? Type a town
  | 0. Back
> mombasa
  | For: My child, under 18
  | Child's first name: Zawadi
  | Child's last name: Abdi
  | Child's birth: 23 May 2026
  | Notification: BN/778899
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | County of birth: Mombasa
  | Collect at: Huduma Centre Mombasa
  | About KES 210
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 210 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Birth certificate. Awaiting payment. Pay KES 210: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: By 23 Dec 2026 take to Huduma Centre Mombasa: the birth notification and copies of the parents' IDs.
agency crs moves {reference} to submitted
  < eCitizen {reference}: Birth certificate. Submitted. Follow our SMS: what to bring, where and when.
agency crs moves {reference} to processing
  < eCitizen {reference}: Birth certificate. Processing. You need not do anything. We will SMS you.
agency crs moves {reference} to ready_for_collection, place Huduma Mombasa
  < eCitizen {reference}: Birth certificate. Ready for collection at Huduma Mombasa. Carry your ID to collect it.
agency crs moves {reference} to collected
  < eCitizen {reference}: Birth certificate. Collected. If it was not you, call +254207903260.
