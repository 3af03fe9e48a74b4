Vituo vya Huduma

phone 0755000024
speaks sw
dial *222*5*2*kisumu#
  | Vituo vya Huduma
  | 1. Kisumu
  | 2. Kakamega
  | 3. Siaya
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Huduma Centre Kisumu
  | Former PC Office, Prosperity House, next to Central Bank, Kisumu
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
text HUDUMA mombasa
  < Huduma Centre Mombasa: General Post Office, Digo Road, opposite Safaricom customer care, Mombasa. Wazi Jumatatu-Ijumaa 07:00-19:00. Simu 1919.
