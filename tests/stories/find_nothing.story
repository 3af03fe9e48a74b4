Nothing of that name: the nearest, and the way to browse

phone 0755000014
dial *222*4*qwxzv#
  | No service found by that name.
  | 1. Type other words, or browse
  | 0. Back
> 98
  | Please answer with 1, or with 0 to go back.
  | No service found by that name.
  | 1. Type other words, or browse
  | 0. Back
> 1
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> 9
  | Type at least two letters or keys.
  | 1. By category
  | 2. By office
  | 3. By county
  | 98. More
  | 0. Back
> sheep dipping
  | No service found by that name.
  | Similar services:
  | 1. Driving licence renewal, 3 years
  | 2. Asylum seeker registration
  | 98. More
  | 0. Back
> 1
  | Driving licence renewal, 3 years, NTSA
  | KES 1,450
  | Same day
  | 1. Cost
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
  | 00. Home
> 0
  | No service found by that name.
  | Similar services:
  | 1. Driving licence renewal, 3 years
  | 2. Asylum seeker registration
  | 98. More
  | 0. Back
> 0
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
