What is misspelt is found all the same

phone 0755000012
dial *222*4*pasport#
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 4. Express passport
  | 98. More
  | 0. Back
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> drivng lisense
  | Choose or type again
  | 1. Driving licence renewal, 3 years
  | 2. Provisional driving licence
  | 3. Smart driving licence, 3 years
  | 98. More
  | 0. Back
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> birth certficate
  | Choose or type again
  | 1. Birth certificate
  | 2. Birth certificate correction
  | 3. Birth certificate replacement
  | 4. Late birth registration
  | 98. More
  | 0. Back
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
> police clearance
  | Choose or type again
  | 1. Certificate of good conduct
  | 2. Good conduct, foreigners
  | 0. Back
> p
  | Type at least two letters or keys.
  | Choose or type again
  | 1. Certificate of good conduct
  | 2. Good conduct, foreigners
  | 0. Back
> 7  # no such line
  | Please answer with 1 to 2, or type a word.
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
