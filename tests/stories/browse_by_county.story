By county: its services, and where its people are helped

phone 0755000017
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
> 3
  | County: choose or type it
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> nairobi
  | Nairobi City. County services: 8
  | 1. County services
  | 2. Huduma Centres
  | 0. Back
  | 00. Home
> 1
  | Nairobi City (8): choose or type
  | 1. Nairobi business permit
  | 2. Nairobi land rates
  | 3. Nairobi daily parking
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Unified Business Permit
  | Nairobi County
  | Ask Nairobi County for the fee.
  | 1. Apply on this phone
  | 2. Documents
  | 3. Where to apply
  | 98. More
  | 0. Back
  | 00. Home
> 0
  | Nairobi City (8): choose or type
  | 1. Nairobi business permit
  | 2. Nairobi land rates
  | 3. Nairobi daily parking
  | 98. More
  | 0. Back
  | 00. Home
> 0
  | Nairobi City. County services: 8
  | 1. County services
  | 2. Huduma Centres
  | 0. Back
  | 00. Home
> 2
  | Huduma Centres
  | 1. City Square
  | 2. Eastleigh
  | 3. Kibra
  | 4. Makadara
  | 5. Nairobi GPO
  | 0. Back
  | 00. Home
> 1
  | Huduma Centre City Square
  | Haile Selassie Avenue, next to Technical University of Kenya, Nairobi
  | 98. More
  | 0. Back
  | 00. Home
dial *222*4*3*turk#
  | Turkana: no county services here yet.
  | Ask Huduma Kenya: call 1919.
  | 1. Its Huduma Centre: Turkana
  | 0. Back
  | 00. Home
> 1
  | Huduma Centre Turkana
  | County Commissioner's Office, Lodwar
  | Open Mon-Fri 08:00-17:00. Call 1919.
  | 1. Send me this by SMS
  | 0. Back
  | 00. Home
