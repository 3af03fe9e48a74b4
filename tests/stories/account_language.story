The language is a choice under My account too

account of citizen 29000001 on 0712000041 with password 482915
phone 0712000041
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
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
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 6
  | Language of this phone
  | 1. English
  | 2. Kiswahili
  | 0. Back
> 2
  | Akaunti yangu
  | 1. Maelezo tunayohifadhi
  | 2. Barua pepe
  | 3. Nambari ya simu
  | 4. Badilisha nenosiri
  | 5. Arifa za SMS
  | 98. Zaidi
  | 0. Rudi
> 00
  | Wanjiku: Iko tayari kuchukuliwa
  | 1. Fuatilia ombi kwa nambari
  | 2. Maombi yangu
  | 3. Akaunti yangu
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. Baki umeingia siku 30
