While a code waits: "Not now" leads on to what else this phone has: a change that can be stopped, a form that is not finished

account of citizen 29000001 on 0712000087 with password 482915
phone 0712000087
speaks sw
dial *222*3*1*1*29000001#
  | Weka mwaka wako wa kuzaliwa, kama 1990
  | 0. Rudi
  | 00. Mwanzo
> 1990
  | Kama ni sahihi na hii ni simu ya akaunti, msimbo unakuja hapa kwa SMS. Piga *222# ndani ya dakika 10 na uuweke.
  (end)
  < eCitizen: {code} ni msimbo wa nenosiri jipya la ****0001, hadi 12:10. Piga *222# hapa uuweke. Usimwambie mtu, hata wafanyakazi wetu. Si wewe? Piga, sitisha.
dial *222#
  | Msimbo wa nenosiri jipya
  | 1. Weka msimbo
  | 2. Sijapata msimbo
  | 3. Si mimi: sitisha
  | 4. Laini imepotea au nambari mpya
  | 5. Si sasa
  | 6. Anza upya
  | 0. Rudi
> 5
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 2
  | Jisajili kama:
  | 1. Raia wa Kenya
  | 2. Mkaazi (Alien ID)
  | 3. Mkimbizi
  | 4. Mwanadiplomasia
  | 5. Mgeni (pasipoti)
  | 0. Rudi
> 1
  | Weka nambari yako ya kitambulisho
  | 0. Rudi
> 29000002
  | Weka jina lako la kwanza kama lilivyo kwenye hati
  | 0. Rudi
  | 00. Mwanzo
> Otieno
  | Weka mwaka wako wa kuzaliwa, kama 1990
  | 0. Rudi
  | 00. Mwanzo
dial *222#
  | Msimbo wa nenosiri jipya
  | 1. Weka msimbo
  | 2. Sijapata msimbo
  | 3. Si mimi: sitisha
  | 4. Laini imepotea au nambari mpya
  | 5. Si sasa
  | 6. Anza upya
  | 0. Rudi
> 5
  | Hujamaliza: Jisajili
  | 1. Endelea kama Otieno
  | 2. Menyu kuu
  | 0. Rudi
phone 0788009999
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
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 3
  | Phone: +2547******87
  | Enter the new phone number
  | 0. Back
> 0788009998
  | 0788 009 998. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0788 009 998. You have 30 minutes
  | 0. Back
phone 0788009998
sms
  < eCitizen: {code} is your code. It makes this number the phone of an account, entered on its present phone. Not you? Tell it to nobody, even our staff.
phone 0788009999
> {code}
  | Your number changes a day from now; until then the old one can stop it by dialling. Codes for a new password go to the new one 3 days after that.
  (end)
phone 0712000087
dial *222#
  | Msimbo wa nenosiri jipya
  | 1. Weka msimbo
  | 2. Sijapata msimbo
  | 3. Si mimi: sitisha
  | 4. Laini imepotea au nambari mpya
  | 5. Si sasa
  | 6. Anza upya
  | 0. Rudi
  < eCitizen: akaunti ****0001 imefunguliwa kwa simu ...9999 saa 12:00. Si wewe? Piga *222#, Akaunti yangu, badilisha nenosiri, au piga +254 20 7903260.
  < eCitizen: akaunti ****0001 itahamia +2547******98 baada ya siku moja. Si wewe? Piga *222# usitishe, au piga +254 20 7903260.
> 5
  | Simu ya akaunti ****0001 inabadilika kuwa +2547******98
  | 1. Ni mimi: endelea
  | 2. Si mimi: sitisha
  | 0. Rudi
> 1
  | Hujamaliza: Jisajili
  | 1. Endelea kama Otieno
  | 2. Menyu kuu
  | 0. Rudi
> 1
  | Weka mwaka wako wa kuzaliwa, kama 1990
  | 0. Rudi
  | 00. Mwanzo
