A service that its agency has closed is found and described, but not applied for, also not by dialling ahead; it opens again by itself

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4*passport*1#
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
agency dis closes passport-new-34 until 2026-12-07: No booklets are left. / Vijitabu vimeisha.
dial *222*4*passport*1#
  | Passport - first time, 34 pages (A series)
  | Closed until 7 Dec 2026: No booklets are left.
  | Immigration
  | KES 7,550
  | Working days: 15
  | 98. More
  | 0. Back
  | 00. Home
# where the line to apply stood, another one stands now
dial *222*4*passport*1*1#
  | Fee: KES 7,500
  | eCitizen fee: KES 50
  | Total: KES 7,550
  | Source: Gazette 241/2023, from Mar 2024
  | Pay only to paybill 222222.
  | 0. Back
  | 00. Home
dial *222*4*passport*1*3#
  | Closed until 7 Dec 2026: No booklets are left. You cannot apply on this phone.
  | 1. Huduma Centres
  | 0. Back
  | 00. Home
text find passport renewal 34
  < eCitizen:
  < 1 Passport renewal, 34 pages
  < 2 New passport, 34 pages
  < Text a number for details.
text 2
  < Passport - first time, 34 pages (A series), Immigration: KES 7,550. Working days: 15. Closed until 7 Dec 2026: No booklets are left. Pay only to paybill 222222.
speaks sw
dial *222*4*passport*1#
  | Pasipoti mpya - kurasa 34
  | Imefungwa hadi 7 Des 2026: Vijitabu vimeisha.
  | Immigration
  | KES 7,550
  | Siku za kazi: 15
  | 1. Gharama
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
speaks en
wait 20160 minutes
dial *222*4*passport*1#
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
