Which Huduma Centre: a town that nobody knows, one that several are near, and the one that is meant

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> good conduct
  | Choose or type again
  | 1. Certificate of good conduct
  | 2. Good conduct, foreigners
  | 0. Back
> 1
  | Police clearance certificate (good conduct)
  | DCI
  | KES 1,050
  | Working days: 14
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
  | Certificate of good conduct
  | KES 1,050
  | Working days: 14
  | Your fingerprints will be taken. Have your ID.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | What do you need it for?
  | 1. Work
  | 2. Travel or visa
  | 3. Studies
  | 4. Licence or tender
  | 5. Something else
  | 0. Back
> 1
  | Where will you give your fingerprints?
  | 1. A Huduma Centre
  | 2. DCI headquarters, Nairobi
  | 0. Back
> 1
  | Which Huduma Centre? Type the town
  | 0. Back
> qwxzv
  | We did not find that place. Try the county.
  | Which Huduma Centre? Type the town
  | 0. Back
> nairobi
  | Which Huduma Centre? Type the town
  | 1. Nairobi GPO
  | 2. City Square
  | 3. Eastleigh
  | 4. Kibra
  | 5. Makadara
  | 0. Back
> 1
  | For: Work
  | Fingerprints at: A Huduma Centre
  | Huduma Centre: Huduma Centre Nairobi GPO
  | KES 1,050
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
