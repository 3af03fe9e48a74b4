Other words for the same, in both languages

phone 0733000041
text UNSUBSCRIBE
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
text START
  < eCitizen: you will get status alerts by SMS again. To stop them, text STOP.
text cancel
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
text subscribe please
  < eCitizen: you will get status alerts by SMS again. To stop them, text STOP.
text nisitumiwe arifa
  < eCitizen: hutapata arifa za SMS tena. Kuzipata tena, tuma ANZA. Kujua hali ya ombi, tuma nambari yake ya kumbukumbu.
text washa arifa
  < eCitizen: utapata tena arifa za hali kwa SMS. Kuzisitisha, tuma ONDOKA.
phone 0733000042
text REGISTER
  < eCitizen: to register, dial *222# and choose Register. Have your ID or passport with you.
text I want to register
  < eCitizen: to register, dial *222# and choose Register. Have your ID or passport with you.
text forgot password
  < eCitizen: dial *222#, Sign in. Forgot the password? Choose it there. Never text a password or a code.
text PAY
  < eCitizen: to pay dial *222# or text PAY and your reference. Paybill 222222 only, account: the number of your bill. Paid? Text reference and M-PESA code.
text STATUS
  < eCitizen: text your reference number, such as 1020 3040 5060. It is on your receipt or SMS.
phone 0733000043
text jisajili
  < eCitizen: kujisajili, piga *222# uchague Jisajili. Uwe na kitambulisho au pasipoti yako.
text nimesahau nenosiri
  < eCitizen: piga *222#, Ingia. Umesahau nenosiri? Chagua hapo. Usitume nenosiri wala msimbo kwa SMS.
text lipa
  < eCitizen: kulipa piga *222# au tuma LIPA na nambari ya kumbukumbu. Paybill 222222 tu, akaunti: nambari ya ankara. Umelipa? Tuma nambari na msimbo wa M-PESA.
text saidia
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text HALI
  < eCitizen: tuma nambari yako ya kumbukumbu, kama 1020 3040 5060. Iko kwenye risiti au SMS yako.
phone 0733000044
text HUDUMA
  < eCitizen: text HUDUMA and a town, such as HUDUMA Thika.
  < Tuma HUDUMA na mji, kama HUDUMA Thika.
text KISWAHILI
  < eCitizen: utapata ujumbe wetu kwa Kiswahili.
text HUDUMA
  < eCitizen: tuma HUDUMA na mji, kama HUDUMA Thika.
text English please
  < eCitizen: you will get our messages in English.
text help
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
phone 0733000045
text sitaki SMS zenu tena
  < eCitizen: hutapata arifa za SMS tena. Kuzipata tena, tuma ANZA. Kujua hali ya ombi, tuma nambari yake ya kumbukumbu.
text START
  < eCitizen: you will get status alerts by SMS again. To stop them, text STOP.
text stopp
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
text START
  < eCitizen: you will get status alerts by SMS again. To stop them, text STOP.
text S T O P
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
text START
  < eCitizen: you will get status alerts by SMS again. To stop them, text STOP.
text acheni kunisumbua
  < eCitizen: hutapata arifa za SMS tena. Kuzipata tena, tuma ANZA. Kujua hali ya ombi, tuma nambari yake ya kumbukumbu.
text ANZA
  < eCitizen: utapata tena arifa za hali kwa SMS. Kuzisitisha, tuma ONDOKA.
text I don't want your messages
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
text START
  < eCitizen: you will get status alerts by SMS again. To stop them, text STOP.
text leave me alone
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
phone 0733000046
text I lost my SIM card
  < eCitizen: to change your number dial *222#, sign in, My account, Phone number. Lost SIM? Replace it at your network, or bring your ID to a Huduma Centre.
text nataka kubadilisha namba ya simu
  < eCitizen: kubadili nambari piga *222#, ingia, Akaunti yangu, Nambari ya simu. Laini imepotea? Irudishe kwa mtandao wako, au nenda na ID Kituo cha Huduma.
text can I talk to a person
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
text nataka kuongea na mtu
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text customer care number
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
text FIND customer care
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
text TAFUTA huduma kwa wateja
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text huduma kwa wateja
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text FIND help
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
text FIND agent
  < eCitizen: Import duty and customs: A licensed clearing agent declares the goods to KRA Customs and pays the duty. Used cars: at most 8 years old.
phone 0733000049
text nimechoka na sms zenu
  < eCitizen: hutapata arifa za SMS tena. Kuzipata tena, tuma ANZA. Kujua hali ya ombi, tuma nambari yake ya kumbukumbu.
text mimi sitaki arifa
  < eCitizen: hutapata arifa za SMS tena. Kuzipata tena, tuma ANZA. Kujua hali ya ombi, tuma nambari yake ya kumbukumbu.
text can't sign in
  < eCitizen: dial *222#, Sign in. Forgot the password? Choose it there. Never text a password or a code.
text siwezi kuingia
  < eCitizen: piga *222#, Ingia. Umesahau nenosiri? Chagua hapo. Usitume nenosiri wala msimbo kwa SMS.
text close my account
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
phone 0733000061
text my kra pin is A001234567Z
  < eCitizen: This looks like a KRA PIN. The reference is on your receipt or SMS.
text ID 29000001
  < eCitizen: This looks like an ID number. The reference is on your receipt or SMS.
text my password is Kenya@2024!
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
