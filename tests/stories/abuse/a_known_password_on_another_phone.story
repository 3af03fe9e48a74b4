A thief who has seen the password signs in on a phone of his own: the owner hears of it, though she wants no alerts

account of citizen 29000001 on 0712000010 with password 482915
phone 0712000010
text STOP
  < eCitizen: no more alerts will come. To get them again, text START. For a status, text your reference.
phone 0733000077
dial *222*3*1*29000001#
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
  | 00. Home
> 482915
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
> 1
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
phone 0712000010
sms
  < eCitizen: account ****0001 was opened on phone ...0077 at 12:00. Not you? Dial *222#, My account, change the password, or call +254 20 7903260.
phone 0733000077
dial *222*3*1*29000001#
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
  | 00. Home
> 482915
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
phone 0712000010
sms
phone 0733000078
dial *222*3*1*29000001#
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
  | 00. Home
> 482915
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
phone 0712000010
sms
  < eCitizen: account ****0001 was opened on phone ...0078 at 12:00. Not you? Dial *222#, My account, change the password, or call +254 20 7903260.
phone 0712000010
dial *222*3*1#
  | Enter your 6-digit *222# password. Hide your screen.
  | 0. Back
> 482915
  | Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else.
  | 1. No
  | 2. Yes
  | 0. Back
sms
