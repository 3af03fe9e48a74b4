Thanks are answered politely, once an hour

phone 0733000045
text asante sana
  < eCitizen: karibu. Kujua hali ya ombi, tuma nambari yake ya kumbukumbu. Msaada: tuma MSAADA.
text Asante
wait 61 minutes
text Thank you
  < eCitizen: you are welcome. For a status, text your reference. For help, text HELP.
phone 0733000046
text thanks
  < eCitizen: you are welcome. For a status, text your reference. For help, text HELP.
text thanks
