Nothing of that name: the nearest, and the way to browse

phone 0755000014
dial *222*4*qwxzv#
  | Not found.
  | 1. Type other words, or browse
  | 2. Huduma Centres
  | 3. Call or write to us
  | 0. Back
> 98
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
> 9
  | Type at least two letters or keys.
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
> 1
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> 0
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 0
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 1
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
