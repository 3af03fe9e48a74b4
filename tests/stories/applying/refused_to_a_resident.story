A resident asks for a passport, and is told what to do instead

account of resident 900001 on 0712000003 with password 604173
phone 0712000003
dial *222*4*passport*1*1#
  | Account ****001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 604173
  | Only citizens get this passport. Refugees: ask Refugee Services for a travel document. Others: your embassy.
  | 1. Huduma Centres
  | 2. Main menu
  | 0. Back
> 1
  | Huduma Centres: type your town or county, or choose
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> 0
  | Only citizens get this passport. Refugees: ask Refugee Services for a travel document. Others: your embassy.
  | 1. Huduma Centres
  | 2. Main menu
  | 0. Back
> 2
  | eCitizen: Maria
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
