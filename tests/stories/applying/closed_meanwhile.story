A service is closed while somebody fills in its form: that is said at the next answer, and when it is gone on with; nothing is sent

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
agency dis closes passport-new-34 until 2026-12-07: No booklets are left. / Vijitabu vimeisha.
> 1234567
  | Closed until 7 Dec 2026: No booklets are left.
  | Nothing was sent.
  | 1. Find a service
  | 2. Main menu
  | 0. Back
  | 00. Home
> 0
  | Where will you give fingerprints and a photo?
  | 1. Nyayo House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. More
  | 0. Back
dial *222#
  | You have not finished: An application
  | 1. Continue where you stopped
  | 2. Main menu
  | 0. Back
> 1
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Closed until 7 Dec 2026: No booklets are left.
  | Nothing was sent.
  | 1. Find a service
  | 2. Main menu
  | 0. Back
> 2
  | Amina: Awaiting payment
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
