By agency: by name, by first letters, by what people call it

phone 0755000016
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
> 2
  | Office: choose or type it
  | 1. NTSA
  | 2. Immigration
  | 3. DCI
  | 4. Business Registration
  | 5. Civil Registration
  | 98. More
  | 0. Back
> 1
  | NTSA (19): choose or type
  | 1. Driving licence renewal, 3 years
  | 2. Smart driving licence, 3 years
  | 3. Driving licence renewal, 1 year
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
  | NTSA (19): choose or type
  | 1. Driving licence renewal, 3 years
  | 2. Smart driving licence, 3 years
  | 3. Driving licence renewal, 1 year
  | 98. More
  | 0. Back
  | 00. Home
> 0
  | Office: choose or type it
  | 1. NTSA
  | 2. Immigration
  | 3. DCI
  | 4. Business Registration
  | 5. Civil Registration
  | 98. More
  | 0. Back
> 98
  | 6. National Registration
  | 7. KRA
  | 8. Lands Department
  | 9. SHA
  | 10. Registrar of Marriages
  | 98. More
  | 0. Back
> ntsa
  | NTSA (19): choose or type
  | 1. Driving licence renewal, 3 years
  | 2. Smart driving licence, 3 years
  | 3. Driving licence renewal, 1 year
  | 98. More
  | 0. Back
  | 00. Home
> 0
  | Office: choose or type it
  | 1. NTSA
  | 2. Immigration
  | 3. DCI
  | 4. Business Registration
  | 5. Civil Registration
  | 98. More
  | 0. Back
> 572
  | KRA (4): choose or type
  | 1. KRA PIN registration
  | 2. KRA nil return
  | 3. Tax compliance certificate
  | 4. Import duty and customs
  | 0. Back
  | 00. Home
> 1
  | KRA PIN registration (individual)
  | KRA
  | Free
  | Same day
  | 1. Cost
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
  | 00. Home
> 0
  | KRA (4): choose or type
  | 1. KRA PIN registration
  | 2. KRA nil return
  | 3. Tax compliance certificate
  | 4. Import duty and customs
  | 0. Back
  | 00. Home
> 0
  | Office: choose or type it
  | 1. NTSA
  | 2. Immigration
  | 3. DCI
  | 4. Business Registration
  | 5. Civil Registration
  | 98. More
  | 0. Back
> zzzz
  | Nothing on this list matches.
  | Office: choose or type it
  | 1. NTSA
  | 2. Immigration
  | 3. DCI
  | 4. Business Registration
  | 5. Civil Registration
  | 98. More
  | 0. Back
> registr
  | Office: choose or type it
  | 1. Business Registration
  | 2. Civil Registration
  | 3. National Registration
  | 4. Registrar of Marriages
  | 5. Registrar General
  | 0. Back
