Huduma Centres: by county, by town, misspelt

phone 0755000023
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 5
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
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
> thika
  | Huduma Centre Kiambu (Thika)
  | Assistant County Commissioner Office, opposite Thika Stadium
  | Open Mon-Fri 07:00-19:00. Call 1919.
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | 1. Send me this by SMS
  | 0. Back
  | 00. Home
> 1
  | You will get an SMS with the address.
  (end)
  < Huduma Centre Kiambu (Thika): Assistant County Commissioner Office, opposite Thika Stadium. Open Mon-Fri 07:00-19:00. Call 1919.
dial *222*5*2#
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> 98
  | 6. Embu
  | 7. Garissa
  | 8. Homa Bay
  | 9. Isiolo
  | 10. Kajiado
  | 98. More
  | 0. Back
> eldorett
  | Huduma Centre Uasin Gishu (Eldoret)
  | Post Office, Eldoret-Kitale Road
  | Open Mon-Fri 07:00-19:00. Call 1919.
  | 1. Send me this by SMS
  | 0. Back
  | 00. Home
> 0
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> nairobi
  | Huduma Centres
  | 1. Nairobi GPO
  | 2. City Square
  | 3. Eastleigh
  | 4. Kibra
  | 5. Makadara
  | 0. Back
  | 00. Home
> 3
  | Huduma Centre Eastleigh
  | Eastleigh Eleventh Street, Nairobi
  | Open Mon-Fri 07:00-19:00. Call 1919.
  | 1. Send me this by SMS
  | 0. Back
  | 00. Home
> 0
  | Huduma Centres
  | 1. Nairobi GPO
  | 2. City Square
  | 3. Eastleigh
  | 4. Kibra
  | 5. Makadara
  | 0. Back
  | 00. Home
> 0
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> 1
  | Huduma Centre Baringo
  | County Commissioner Office, Kabarnet Town
  | Open Mon-Fri 08:00-17:00. Call 1919.
  | 1. Send me this by SMS
  | 0. Back
  | 00. Home
> 0
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> zzzz
  | We did not find that place. Try the county.
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 98. More
  | 0. Back
> 0
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
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
