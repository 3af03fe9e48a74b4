Nothing of that name: what comes near, if anything does, and the ways on

phone 0755000014
dial *222*4*qwxzv#
  | Not found.
  | 1. Type other words, or browse
  | 2. Huduma Centres
  | 3. Call or write to us
  | 0. Back
> 98  # no such line
  | Please answer with a number from 1 to 3.
  | Not found.
  | 1. Type other words, or browse
  | 2. Huduma Centres
  | 3. Call or write to us
  | 0. Back
> 1
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> 9  # no such line
  | Please answer with 1 to 3, or type a word.
  | 1. By category
  | 2. By office
  | 3. By county
  | 98. More
  | 0. Back
> sheep dipping
  | Not found.
  | 1. Type other words, or browse
  | 2. Huduma Centres
  | 3. Call or write to us
  | 0. Back
> 2
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
  | 00. Home
> 0
  | Not found.
  | 1. Type other words, or browse
  | 2. Huduma Centres
  | 3. Call or write to us
  | 0. Back
> 3
  | Call +254 20 7903260 day and night, or write to support@ecitizen.go.ke.
  | Huduma Kenya: 1919, Mon-Fri 7am-9pm.
  | 1. Call me
  | 2. Ask a question
  | 0. Back
  | 00. Home
dial *222*4*pqqsqort#
  | Not found.
  | Similar services:
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
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
> 0
  | Not found.
  | Similar services:
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 98. More
  | 0. Back
> 4
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> 1
  | Category: choose or type it
  | 1. Passport and immigration
  | 2. Driving and vehicles
  | 3. ID, birth and death
  | 4. Police and security
  | 98. More
  | 0. Back
