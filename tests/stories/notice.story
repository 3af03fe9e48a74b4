An operator's notice stands on the first screen while it lasts

notice en=Payments are delayed today. Do not pay twice. sw=Malipo yamechelewa leo. Usilipe mara mbili.
phone 0766000001
dial *222#
  | Payments are delayed today. Do not pay twice.
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 6
  | Malipo yamechelewa leo. Usilipe mara mbili.
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
wait 5 hours
dial *222#
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
