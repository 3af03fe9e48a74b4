Questions and answers

phone 0755000025
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 5
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
  | 0. Back
> 3
  | Questions and answers
  | 1. I paid and nothing happens
  | 2. Has my payment gone through?
  | 3. How do I pay?
  | 4. What is the access fee?
  | 98. More
  | 0. Back
> 1
  | Wait for the message of M-PESA or the bank, and do not pay again: you may pay twice. Then call +254 20 7903260.
  | 0. Back
  | 00. Home
> 0
  | Questions and answers
  | 1. I paid and nothing happens
  | 2. Has my payment gone through?
  | 3. How do I pay?
  | 4. What is the access fee?
  | 98. More
  | 0. Back
> 98
  | 5. How do I open an account?
  | 6. New phone number or e-mail
  | 7. Is my information safe?
  | 8. How long does it take?
  | 9. Who can use eCitizen?
  | 98. More
  | 0. Back
> 7
  | Yes. eCitizen protects it, among other ways, by a one-time password to your phone or e-mail each time you sign in online.
  | 0. Back
  | 00. Home
> 0
  | Questions and answers
  | 1. I paid and nothing happens
  | 2. Has my payment gone through?
  | 3. How do I pay?
  | 4. What is the access fee?
  | 98. More
  | 0. Back
> 00
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
speaks sw
dial *222*5*3*1#
  | Subiri ujumbe wa M-PESA au benki, na usilipe tena: unaweza kulipa mara mbili. Kisha piga +254 20 7903260.
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Maswali na majibu
  | 1. Nimelipa na hakuna jibu
  | 2. Je, malipo yangu yamepita?
  | 3. Nalipaje?
  | 4. Ada ya eCitizen ni nini?
  | 5. Nafunguaje akaunti?
  | 98. Zaidi
  | 0. Rudi
phone 0755000025
dial *222*5*3#
> 98
> 98
> 98
> 16
> 0
> 17
> 0
> 18
> 0
> 19
> 0
> 20
speaks sw
dial *222*5*3*16#
dial *222*5*3*17#
dial *222*5*3*18#
dial *222*5*3*19#
dial *222*5*3*20#
