Find a service: typed, chosen, and all about it

phone 0755000010
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
> passport
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
> 2
  | Fee: KES 7,500
  | eCitizen fee: KES 50
  | Total: KES 7,550
  | Source: Gazette 241/2023, from Mar 2024
  | Pay only to paybill 222222.
  | 0. Back
  | 00. Home
> 0
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
> 3
  | - Printed eCitizen form + 3 invoice copies
  | - original national ID + copy
  | - original birth certificate + copy
  | - passport photos
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | - copy of recommender ID
  | - parents ID copies
  | 0. Back
  | 00. Home
> 0
  | - Printed eCitizen form + 3 invoice copies
  | - original national ID + copy
  | - original birth certificate + copy
  | - passport photos
  | 98. More
  | 0. Back
  | 00. Home
> 0
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
> 98
  | 4. Where to apply
  | 5. Send me this by SMS
  | 0. Back
  | 00. Home
> 4
  | Apply: dial *222#, use www.ecitizen.go.ke, or go to Huduma.
  | 1. Huduma Centres
  | 0. Back
  | 00. Home
> 1
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
  | Apply: dial *222#, use www.ecitizen.go.ke, or go to Huduma.
  | 1. Huduma Centres
  | 0. Back
  | 00. Home
> 0
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
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 4. Express passport
  | 98. More
  | 0. Back
> 98
  | 5. Passport renewal, 50 pages
  | 6. New passport, 50 pages
  | 7. Passport renewal, 66 pages
  | 8. Damaged passport replacement
  | 98. More
  | 0. Back
> 7
  | Passport renewal, 66 pages
  | Immigration
  | KES 12,550
  | Working days: 15
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 98. More
  | 0. Back
  | 00. Home
> 0
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 4. Express passport
  | 98. More
  | 0. Back
> 0
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> logbook
  | Choose or type again
  | 1. Duplicate vehicle logbook
  | 2. Vehicle record search
  | 3. Vehicle transfer 1201-1500cc
  | 4. Vehicle transfer 1001-1200cc
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
