Nothing of that name: the nearest, and the way to browse

phone 0755000014
dial *222*4*qwxzv#
  | We know no service of that name.
  | 1. Type other words, or browse
  | 0. Back
> 98
  | Please answer with 1, or with 0 to go back.
  | We know no service of that name.
  | 1. Type other words, or browse
  | 0. Back
> 1
  | Find a service: type a word or two, such as passport, or on the keys 72777678
  | 1. By category
  | 2. By agency
  | 3. By county
  | 0. Back
> 9
  | Type two letters or more, or their digits.
  | Find a service: type a word or two, such as passport, or on the keys 72777678
  | 1. By category
  | 98. More
  | 0. Back
> sheep dipping
  | We know no service of that name.
  | The nearest:
  | 1. Driving licence renewal, 3 years
  | 2. Asylum seeker registration
  | 98. More
  | 0. Back
> 1
  | Driving licence renewal, 3 years, NTSA
  | KES 1,450
  | At once
  | 1. Cost
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
  | 00. Home
> 0
  | We know no service of that name.
  | The nearest:
  | 1. Driving licence renewal, 3 years
  | 2. Asylum seeker registration
  | 98. More
  | 0. Back
> 0
  | Find a service: type a word or two, such as passport, or on the keys 72777678
  | 1. By category
  | 2. By agency
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
