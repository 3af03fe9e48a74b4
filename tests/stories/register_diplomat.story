A diplomat registers

phone 0712000004
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
> 4
  | Enter your diplomat ID number
  | 0. Back
> dip/0001
  | Enter your first name as on the document
  | 0. Back
  | 00. Home
> Ingrid
  | Enter your date of birth: day, month, year, such as 23/05/1991
  | 0. Back
  | 00. Home
> 17.9.1970
  | DIP/0001 Ingrid, 17/09/1970. Right? We keep this, your phone and your applications to serve you by law.
  | 1. Right, I agree
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Choose a password of 6 digits. Hide your screen. Not your M-PESA PIN, birthday, ID or phone number.
  | 0. Back
> 482915
  | Enter the same 6 digits again
  | 0. Back
> 482915
  | Your account is open. An SMS tells you what to do next. Dial *222# and sign in to see your applications.
  (end)
  < Welcome to eCitizen, Ingrid. Dial *222# for your applications. Photo pending: take your ID to a Huduma Centre.
