A number that no line has, and two keys

phone 0755000085
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> 7  # no such line
  | Please answer with 1 to 3, or type a word.
  | 1. By category
  | 2. By office
  | 3. By county
  | 98. More
  | 0. Back
> 43
  | Choose or type again
  | 1. Lost national ID replacement
  | 2. First national ID
  | 3. National ID, change of details
  | 98. More
  | 0. Back
> 0
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> 35
  | Choose or type again
  | 1. Driving licence renewal, 3 years
  | 2. Provisional driving licence
  | 3. Smart driving licence, 3 years
  | 98. More
  | 0. Back
> 0
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> huduma
  | Choose or type again
  | 1. Huduma Namba
  | 0. Back
dial *222*4*passport#
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 4. Express passport
  | 98. More
  | 0. Back
> 22  # no such line
  | Please answer with 1 to 12, or type a word.
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 98. More
  | 0. Back
> 9
  | Passport - first time, 66 pages (C series)
  | Immigration
  | KES 12,550
  | Working days: 15
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 98. More
  | 0. Back
  | 00. Home
> 3!
  | - Printed eCitizen form + 3 invoice copies
  | - original national ID + copy
  | - original birth certificate + copy
  | - passport photos
  | 98. More
  | 0. Back
  | 00. Home
