A refugee registers

phone 0712000003
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
> 2
  | Register. Who are you?
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 3
  | Enter your refugee ID number
  | 0. Back
> 7000001
  | Enter your first name as on the document
  | 0. Back
  | 00. Home
> Deng
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1993
  | 7000001 Deng, 1993. Right? We keep this, your phone and your applications to serve you by law.
  | 1. Right, I agree
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Choose a password of 6 digits. Hide your screen. Not your M-PESA PIN, birthday, ID or phone number.
  | 0. Back
> 607318
  | Enter the same 6 digits again
  | 0. Back
> 607318
  | Your account is open. An SMS tells you what to do next. Dial *222# and sign in to see your applications.
  (end)
  < Welcome to eCitizen, Deng. Dial *222# for your applications. Photo pending: take your ID to a Huduma Centre.
