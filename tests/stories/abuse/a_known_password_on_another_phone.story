A thief who has seen the password signs in on a phone of his own: the owner hears of it, though she wants no alerts

account of citizen 29000001 on 0712000010 with password 482915
phone 0712000010
text STOP
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
phone 0733000077
dial *222*3*29000001#
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
phone 0712000010
sms
  < eCitizen: account ****0001 was opened on phone ...0077 at 12:00. Not you? Dial *222#, My account, change the password, or call +254 20 7903260.
phone 0733000077
dial *222*3*29000001#
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
phone 0712000010
sms
phone 0733000078
dial *222*3*29000001#
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
phone 0712000010
sms
  < eCitizen: account ****0001 was opened on phone ...0078 at 12:00. Not you? Dial *222#, My account, change the password, or call +254 20 7903260.
phone 0712000010
dial *222*3#
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
sms
