Mwananchi auliza swali kwa SMS

phone 0755000043
text LUGHA KISWAHILI
  < eCitizen: utapata ujumbe wetu kwa Kiswahili.
text ULIZA cheti cha kuzaliwa kitakuwa tayari lini
  < eCitizen: swali lako ni {question}. Jibu litakuja kwa SMS. Kuongeza, tuma {question} na maneno yako.
dial *222*5*1*2#
  | Maswali yako:
  | {question} 23 Nov 2026: linasubiri jibu
  | 1. Uliza swali jingine
  | 0. Rudi
  | 00. Mwanzo
