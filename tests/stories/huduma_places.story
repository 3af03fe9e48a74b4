Huduma Centres by camps, sub-counties and towns; an address that only names a town does not count

phone 0755000067
dial *222*5*2*kakuma#
  | Huduma Centre Turkana
  | County Commissioner's Office, Lodwar
  | Open Mon-Fri 08:00-17:00. Call 1919.
  | 1. Send me this by SMS
  | 0. Back
  | 00. Home
dial *222*5*2*dadaab#
  | Huduma Centre Garissa
  | County Commissioner Office, Garissa Town
  | Open Mon-Fri 08:00-17:00. Call 1919.
  | 1. Send me this by SMS
  | 0. Back
  | 00. Home
dial *222*5*2#
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> Taita-Taveta
  | Huduma Centre Taita Taveta
  | CDF Office, Wundanyi
  | Open Mon-Fri 08:00-17:00. Call 1919.
  | 1. Send me this by SMS
  | 0. Back
  | 00. Home
dial *222*5*2#
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> kisumu city
  | Huduma Centre Kisumu
  | Former PC Office, Prosperity House, next to Central Bank, Kisumu
  | Open Mon-Fri 07:00-19:00. Call 1919.
  | 98. More
  | 0. Back
  | 00. Home
dial *222*5*2#
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> city square
  | Huduma Centre City Square
  | Haile Selassie Avenue, next to Technical University of Kenya, Nairobi
  | 98. More
  | 0. Back
  | 00. Home
dial *222*5*2*ngong#
  | Huduma Centres
  | 1. Kajiado
  | 2. Kajiado West
  | 0. Back
  | 00. Home
