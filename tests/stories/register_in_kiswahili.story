Raia ajisajili kwa Kiswahili, makosa yote njiani

phone 0712000006
speaks sw
dial *222#
  | Welcome to eCitizen
  | 1. Angalia kumbukumbu
  | 2. Register
  | 3. Sign in
  | 4. Msaada
  | 5. English
> 2
  | Register. Who are you?
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Rudi
> 9
  | Tafadhali jibu kwa nambari kutoka 1 hadi 5.
  | Register. Who are you?
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 98. Zaidi
  | 0. Rudi
> 1
  | Enter your ID number
  | 0. Rudi
> 123
  | An ID number has 7 or 8 digits, a Maisha Namba has 14.
  | Enter your ID number
  | 0. Rudi
> 29000003
  | Enter your first name as on the document
  | 0. Rudi
  | 00. Mwanzo
> 77
  | A name has letters only, as on your document.
  | Enter your first name as on the document
  | 0. Rudi
  | 00. Mwanzo
> Ng’endo
  | Enter your year of birth, such as 1990
  | 0. Rudi
  | 00. Mwanzo
> 75
  | A year has four digits, such as 1990.
  | Enter your year of birth, such as 1990
  | 0. Rudi
  | 00. Mwanzo
> 1975
  | 29000003 Ng'endo, 1975. Right? We keep this, your phone and your applications to serve you by law.
  | 1. Right, I agree
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Choose a password of 6 digits. Hide your screen. Not your M-PESA PIN, birthday, ID or phone number.
  | 0. Rudi
> 123456
  | Too easy: it is a row of keys or numbers. Choose another.
  | 98. Zaidi
  | 0. Rudi
> 482915
  | Enter the same 6 digits again
  | 0. Rudi
> 482916
  | The two were not the same.
  | Choose a password of 6 digits. Hide your screen. Not your M-PESA PIN, birthday, ID or phone number.
  | 0. Rudi
> 482915
  | Enter the same 6 digits again
  | 0. Rudi
> 482915
  | Your account is open. An SMS tells you what to do next. Dial *222# and sign in to see your applications.
  (end)
  < Welcome to eCitizen, Ng'endo. Dial *222# for your applications. Photo pending: take your ID to a Huduma Centre.
