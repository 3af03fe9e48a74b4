The words of the SMS side, in both languages

phone 0733000002
text HELP
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
text Msaada
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text STOP
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
text start
  < eCitizen: you will get status alerts by SMS again. To stop them, text STOP.
text LANG
  < eCitizen: text LANG EN for English or LANG SW for Kiswahili.
text lang sw
  < eCitizen: utapata ujumbe wetu kwa Kiswahili.
text help
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text msaada tafadhali
  < eCitizen: tuma nambari ya kumbukumbu kujua hali, TAFUTA na huduma, au piga *222#. ONDOKA: sitisha arifa. LUGHA EN: English. Simu +254 20 7903260 au 1919.
text ONDOKA
  < eCitizen: hutapata arifa za SMS tena. Kuzipata tena, tuma ANZA. Kujua hali ya ombi, tuma nambari yake ya kumbukumbu.
text Anza
  < eCitizen: utapata tena arifa za hali kwa SMS. Kuzisitisha, tuma ONDOKA.
text LUGHA
  < eCitizen: tuma LUGHA EN kwa Kiingereza au LUGHA SW kwa Kiswahili.
text lugha kiingereza
  < eCitizen: you will get our messages in English.
text LANG english
  < eCitizen: you will get our messages in English.
