A date that is none, a child who is grown up, a number in letters: asked again, and the way on

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
> 2009
  | A name has letters only, as on your document.
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
> 31022019
  | That is not a date. Type day, month and year, such as 23051991.
  | Child's date of birth (day, month, year)
  | Such as 23052019
  | 0. Back
> 23052000
  | The child must be younger than 18. An adult applies alone.
  | Child's date of birth (day, month, year)
  | Such as 23052019
  | 0. Back
> 23052019
  | Number of the birth certificate
  | As on the certificate
  | 0. Back
> no!
  | 4 to 20 letters and digits, without spaces.
  | Number of the birth certificate
  | As on the certificate
  | 0. Back
> 1234567
  | I am the child's parent or guardian, and the other parent, if living, agrees.
  | 1. I agree
  | 0. Back
> ndio
  | Saved so far.
  | Where will you give fingerprints and a photo?
  | 1. Nyayo House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. More
  | 0. Back
> 9
  | Answer with the number of a line.
  | Where will you give fingerprints and a photo?
  | 1. Nyayo House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 98. More
  | 0. Back
> Kisumu
  | Choose the day for fingerprints and photo
  | 1. Tue 24 Nov, 09:00
  | 2. Wed 25 Nov, 09:00
  | 3. Thu 26 Nov, 09:00
  | 4. Fri 27 Nov, 09:00
  | 98. More
  | 0. Back
