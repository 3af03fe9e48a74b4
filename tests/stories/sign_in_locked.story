Five wrong passwords lock this phone for half an hour, and nobody else's; a name that nobody has locks alike

account of citizen 29000001 on 0712000013 with password 482915
phone 0712000014
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
> 29000001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 000001
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
  | 00. Home
> 000002
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 000003
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 000004
  | A year has four digits, such as 1990.
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 000005
  | A year has four digits, such as 1990.
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 482915
  | A year has four digits, such as 1990.
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
  | 99. Help
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
> 29000001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
phone 0712000013
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
  < eCitizen: account ****0001 was opened on phone ...0014 at 12:00. Not you? Dial *222#, My account, change the password, or call +254 20 7903260.
> 3
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
phone 0712000014
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
> 28888888
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 000001
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
  | 00. Home
> 000002
  | Enter your ID or passport number, or e-mail
  | 0. Back
  | 00. Home
> 000003
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 000004
  | A year has four digits, such as 1990.
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 000005
  | A year has four digits, such as 1990.
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 482915
  | A year has four digits, such as 1990.
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
  | 99. Help
wait 31 minutes
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
> 29000001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
