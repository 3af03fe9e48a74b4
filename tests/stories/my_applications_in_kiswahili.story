Maombi yangu

account of citizen 7000009 on 0700000005 with password 482915
phone 0700000005
dial *222#
  | Welcome to eCitizen
  | 1. Angalia kumbukumbu
  | 2. Register
  | 3. Sign in
  | 4. Msaada
  | 5. English
> 3
  | Sign in
  | 1. Account 7000***
  | 2. Another account
  | 3. I forgot my password
  | 0. Rudi
> 1
  | Enter your password of 6 digits. Hide your screen.
  | 0. Rudi
> 482915
  | Stay signed in on this phone for 30 days? Whoever holds it could see your applications, and nothing else.
  | 1. No
  | 2. Yes, stay signed in
  | 0. Rudi
> 2
  | My applications
  | 1. Kitambulisho kilichopotea: Kiko tayari kuchukuliwa
  | 0. Rudi
> 1
  | Kitambulisho kilichopotea
  | Kiko tayari kuchukuliwa, 23 Nov 2026
  | Mahali: Huduma Centre GPO
  | Nenda na kadi yako ya kusubiri kukichukua.
  | 98. Zaidi
  | 0. Rudi
> 2
  | 23 Nov 2026 Kiko tayari kuchukuliwa
  | 23 Nov 2026 Yanashughulikiwa
  | 23 Nov 2026 Yamewasilishwa
  | 0. Rudi
  | 00. Mwanzo
> 00
  | Welcome to eCitizen
  | Kitambulisho kilichopotea: Kiko tayari kuchukuliwa
  | 1. Angalia kumbukumbu
  | 2. My applications
  | 3. My account
  | 4. Msaada
  | 5. English
> 3
  | My account
  | 1. What we keep
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. Arifa za SMS
  | 6. Photo
  | 98. Zaidi
  | 0. Rudi
> 1
  | Mumbua
  | Document: 7000***
  | Born: 1961
  | Phone: +2547******05
  | E-mail: none
  | Agreed on 23 Nov 2026
  | 0. Rudi
> 0
  | My account
  | 1. What we keep
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. Arifa za SMS
  | 6. Photo
  | 98. Zaidi
  | 0. Rudi
> 8
  | Close your account? What we keep about you is erased. Applications stay with their agencies.
  | 1. No, keep it
  | 2. Yes, close it
  | 0. Rudi
> 1
  | My account
  | 1. What we keep
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. Arifa za SMS
  | 6. Photo
  | 98. Zaidi
  | 0. Rudi
