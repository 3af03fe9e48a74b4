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
phone 0755000026
dial *222*5*3#
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
> 98
  | 10. Why have an account?
  | 11. My card does not work
  | 12. Passport: fingerprints abroad
  | 13. How long does an eVisa take?
  | 98. More
  | 0. Back
> 98
  | 14. Can my visa be extended?
  | 15. How long is a transit visa?
  | 16. I cannot sign in
  | 17. Can I track my passport?
  | 98. More
  | 0. Back
> 16
  | Use the 6-digit password of *222#; the website's does not work here. Forgotten: choose Sign in, then I forgot my password.
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
> 17
  | Yes. Choose Track by reference number on the first screen, or text the reference alone to 22222.
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
> 18
  | eCitizen adds its access fee to the cost of some services that are paid for through it. Find a service shows its price.
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
> 19
  | Your network's price for such a dial. Your network tells you how much.
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
> 20
  | The standard price of an SMS on your network.
  | 0. Back
  | 00. Home
speaks sw
dial *222*5*3*16#
  | Tumia nenosiri la *222# la tarakimu 6; la tovuti halifanyi kazi hapa. Umelisahau? Ingia, kisha Nimesahau nenosiri.
  | 0. Rudi
  | 00. Mwanzo
dial *222*5*3*17#
  | Ndiyo. Chagua Fuatilia ombi kwa nambari kwenye ukurasa wa kwanza, au tuma nambari ya kumbukumbu pekee kwa 22222.
  | 0. Rudi
  | 00. Mwanzo
dial *222*5*3*18#
  | eCitizen huongeza ada yake kwa gharama ya baadhi ya huduma zinazolipiwa kwake. Tafuta huduma uone bei yake.
  | 0. Rudi
  | 00. Mwanzo
dial *222*5*3*19#
  | Bei ya mtandao wako kwa kupiga hivi. Mtandao wako hukuambia ni kiasi gani.
  | 0. Rudi
  | 00. Mwanzo
dial *222*5*3*20#
  | Bei ya kawaida ya SMS ya mtandao wako.
  | 0. Rudi
  | 00. Mwanzo
