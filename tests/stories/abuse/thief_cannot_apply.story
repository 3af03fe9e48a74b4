A thief with the unlocked phone, which stays signed in, neither applies nor answers nor withdraws

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
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Amina: Awaiting payment
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 6
  | You stay signed in for 30 days. Anyone with this phone can see your applications, nothing else.
  | 1. Main menu
  | 2. Do not stay signed in
  | 0. Back
agency dis moves {reference} to submitted
  < eCitizen {reference}: New passport, 34 pages. Submitted. Follow our SMS: what to bring, where and when.
agency dis moves {reference} to needs_action, note Bring a photo
  < eCitizen {reference}: New passport, 34 pages. Action needed. Bring a photo.
wait 1 day
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> driving licence renewal 1 year
  | Choose or type again
  | 1. Driving licence renewal, 1 year
  | 2. Driving licence renewal, 3 years
  | 0. Back
> 1
  | Driving licence renewal - 1 year
  | NTSA
  | KES 650
  | Same day
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 5. Send me this by SMS
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
> 123456
  | Wrong account or password. Tries left: 4.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
  | 00. Home
dial *222#
  | Amina: New passport, 34 pages: Action needed
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 2
  | My applications
  | 1. New passport, 34 pages: Action needed
  | 2. Business name registration: Awaiting payment
  | 0. Back
> 1
  | New passport, 34 pages
  | Action needed, 23 Nov 2026
  | Immigration: Bring a photo
  | {reference}
  | 1. Answer the office
  | 2. Withdraw it
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
> 123456
  | Wrong account or password. Tries left: 3.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
  | 00. Home
dial *222#
  | Amina: New passport, 34 pages: Action needed
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 2
  | My applications
  | 1. New passport, 34 pages: Action needed
  | 2. Business name registration: Awaiting payment
  | 0. Back
> 1
  | New passport, 34 pages
  | Action needed, 23 Nov 2026
  | Immigration: Bring a photo
  | {reference}
  | 1. Answer the office
  | 2. Withdraw it
  | 98. More
  | 0. Back
> 2
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 123456
  | Wrong account or password. Tries left: 2.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
  | 00. Home
text {reference}
  < eCitizen {reference}: New passport, 34 pages. Action needed. Bring a photo.
