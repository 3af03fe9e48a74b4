A number that is no reference: told what it may be and what to text, alone and in a sentence, in both languages

phone 0733000171
text 271828
  < eCitizen: not a reference: ours have 12 digits. Password or code? Tell no one: *222#.
  < Si nambari ya kumbukumbu, ina tarakimu 12. Nenosiri? Usimpe mtu: *222#.
text 27182
  < eCitizen: An eCitizen reference number has 12 digits. Please count them and try again.
text 2718281
  < eCitizen: This looks like an ID number. The reference is on your receipt or SMS.
text 271828183
  < eCitizen: This looks like an ID waiting card: text it to 2031 or ask at Huduma.
text waiting card 271828183 please check if my id is ready
  < eCitizen: This looks like an ID waiting card: text it to 2031 or ask at Huduma.
text nambari ya kadi ya kusubiri ni 271828183, kitambulisho kiko tayari?
  < eCitizen: Hii ni kama kadi ya kusubiri: tuma nambari kwa 2031 au uliza Huduma.
text please call me back on 712345678 about all of this when you can
  < eCitizen: This looks like a phone number. The reference is on your receipt.
phone 0733000177
text LANG EN
  < eCitizen: you will get our messages in English.
text 271828
  < eCitizen: 6 digits are not a reference: ours have 12. Text those, or FIND and a service. A password or code? Tell no one, and change it: *222#.
phone 0733000178
speaks sw
text 271828
  < eCitizen: tarakimu 6 si nambari ya kumbukumbu; ina 12. Tuma hizo, au TAFUTA na huduma. Nenosiri au msimbo? Usimpe mtu, ubadilishe: *222#.
text 27182
  < eCitizen: Nambari ya kumbukumbu ina tarakimu 12. Tafadhali zihesabu na ujaribu tena.
dial *222*1#
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> 271828
  | Nambari ya kumbukumbu ina tarakimu 12. Tafadhali zihesabu na ujaribu tena.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
> kadi yangu ya kusubiri ni 271828183 iko tayari
  | Hii ni kama kadi ya kusubiri: tuma nambari kwa 2031 au uliza Huduma.
  | Weka nambari ya kumbukumbu, kama 1020 3040 5060
  | 0. Rudi
