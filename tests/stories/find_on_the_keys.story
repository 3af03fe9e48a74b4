On a phone without letters: the digits of the keys, and a nought for the space

phone 0755000013
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
> 72777678
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 4. Express passport
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
dial *222*4*72777678*1#
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
dial *222*4*46630266*1*2#
  | Total: KES 1,050
  | The eCitizen fee is included.
  | Ask DCI to confirm.
  | Pay only to paybill 222222.
  | 0. Back
  | 00. Home
dial *222*4*1*1#
  | Passport and immigration (30): choose or type
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 98. More
  | 0. Back
  | 00. Home
