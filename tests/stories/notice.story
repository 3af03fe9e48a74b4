An operator's notice stands on the first screen while it lasts

notice en=Payments are delayed today. Do not pay twice. sw=Malipo yamechelewa leo. Usilipe mara mbili.
phone 0766000001
dial *222#
  | Payments are delayed today. Do not pay twice.
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
> 5
  | Malipo yamechelewa leo. Usilipe mara mbili.
  | Karibu eCitizen
  | 1. Angalia kumbukumbu
  | 2. Jisajili
  | 3. Ingia
  | 4. Msaada
  | 5. English
wait 5 hours
dial *222#
  | Karibu eCitizen
  | 1. Angalia kumbukumbu
  | 2. Jisajili
  | 3. Ingia
  | 4. Msaada
  | 5. English
