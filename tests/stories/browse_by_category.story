By category: the most asked for first, narrowed by typing

phone 0755000015
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
> 1
  | Category: choose or type it
  | 1. Passport and immigration
  | 2. Driving and vehicles
  | 3. ID, birth and death
  | 4. Police and security
  | 98. More
  | 0. Back
> 2
  | Driving and vehicles (19): choose or type
  | 1. Driving licence renewal, 3 years
  | 2. Smart driving licence, 3 years
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Driving licence renewal - 3 years
  | NTSA
  | KES 1,450
  | Same day
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 98. More
  | 0. Back
  | 00. Home
> 0
  | Driving and vehicles (19): choose or type
  | 1. Driving licence renewal, 3 years
  | 2. Smart driving licence, 3 years
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | 3. Driving licence renewal, 1 year
  | 4. Duplicate vehicle logbook
  | 5. Provisional driving licence
  | 6. New reflective number plates
  | 98. More
  | 0. Back
  | 00. Home
> transfer
  | Driving and vehicles (19): choose or type
  | 1. Vehicle transfer 1201-1500cc
  | 2. Vehicle transfer 1001-1200cc
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Vehicle transfer of ownership 1201-1500cc
  | NTSA
  | KES 2,115
  | Working days: 3
  | 1. Cost
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
  | 00. Home
> 0
  | Driving and vehicles (19): choose or type
  | 1. Vehicle transfer 1201-1500cc
  | 2. Vehicle transfer 1001-1200cc
  | 98. More
  | 0. Back
  | 00. Home
> nothing like this
  | Nothing on this list matches.
  | Driving and vehicles (19): choose or type
  | 1. Vehicle transfer 1201-1500cc
  | 98. More
  | 0. Back
  | 00. Home
> 0
  | Category: choose or type it
  | 1. Passport and immigration
  | 2. Driving and vehicles
  | 3. ID, birth and death
  | 4. Police and security
  | 98. More
  | 0. Back
> 98
  | 5. Business and companies
  | 6. Tax and finance
  | 7. Land and housing
  | 8. Marriage
  | 9. Education
  | 98. More
  | 0. Back
> land
  | Land and housing (11): choose or type
  | 1. Official land search
  | 2. Title deed or lease certificate
  | 3. Lost title deed replacement
  | 98. More
  | 0. Back
  | 00. Home
> 0
  | Category: choose or type it
  | 1. Passport and immigration
  | 2. Driving and vehicles
  | 3. ID, birth and death
  | 4. Police and security
  | 98. More
  | 0. Back
> 00
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
