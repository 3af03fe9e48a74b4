A resident registers, and asks for the full notice first

phone 0712000002
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
> 2
  | Enter your Alien ID number
  | 0. Back
> 900001
  | Enter your first name as on the document
  | 0. Back
  | 00. Home
> maria
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1988
  | 900001 maria, 1988. Right? We keep this, your phone and your applications to serve you by law.
  | 1. Right, I agree
  | 98. More
  | 0. Back
  | 00. Home
> 2
  | The notice is on its way to you by SMS.
  | 900001 maria, 1988. Right? We keep this, your phone and your applications to serve you by law.
  | 98. More
  | 0. Back
  < eCitizen keeps your document number, names, birth date, phone, e-mail and applications, sealed, to give you the services you ask for (Data Protection Act 2019). The agency you apply to sees them; nobody else does. You may see, correct or erase them: My account, or a Huduma Centre. Complaints: Data Commissioner, www.odpc.go.ke
> 1
  | Choose a password of 6 digits. Hide your screen. Not your M-PESA PIN, birthday, ID or phone number.
  | 0. Back
> 482915
  | Enter the same 6 digits again
  | 0. Back
> 482915
  | Your account is open. An SMS tells you what to do next. Dial *222# and sign in to see your applications.
  (end)
  < Welcome to eCitizen, maria. Dial *222# for your applications. Photo pending: take your ID to a Huduma Centre.
