The language is a choice under My account too

account of citizen 29000001 on 0712000041 with password 482915
phone 0712000041
dial *222#
  | Welcome to eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in
  | 1. Account ****0001
  | 2. Another account
  | 3. I forgot my password
  | 0. Back
> 1
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
> 482915
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
> 1
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 00
  | Passport renewal, 34 pages: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 6. Language
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
  | 6. Lugha
  | 98. Zaidi
  | 0. Rudi
> 00
  | Kuhuisha pasipoti, kurasa 34: Iko tayari kuchukuliwa
  | 1. Fuatilia ombi kwa nambari
  | 2. Maombi yangu
  | 3. Akaunti yangu
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
