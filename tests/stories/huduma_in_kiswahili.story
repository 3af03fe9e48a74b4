Vituo vya Huduma

phone 0755000024
speaks sw
dial *222*5*2*kisumu#
  | Huduma Centre Kisumu
  | Former PC Office, Prosperity House, next to Central Bank, Kisumu
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 98
  | Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
  | 1. Nitumie hii kwa SMS
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Utapata SMS yenye anwani.
  (end)
  < Huduma Centre Kisumu: Former PC Office, Prosperity House, next to Central Bank, Kisumu. Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
text HUDUMA mombasa
  < Huduma Centre Mombasa: General Post Office, Digo Road, opposite Safaricom customer care, Mombasa. Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
