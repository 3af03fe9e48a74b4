What is free asks for no money

the fee of dl-renew-1 is 0
account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks en
dial *222*4*dl-renew-1*1#
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | Driving licence renewal, 1 year
  | Free
  | Same day
  | Have your licence with you.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Number of your driving licence
  | As on the licence
  | 0. Back
> DL-123456
  | Licence: DL-123456
  | Free
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  (end)
  < eCitizen {reference}: Driving licence renewal, 1 year. Submitted. You need not do anything. We will SMS you. Keep this number.
text {reference}
  < eCitizen {reference}: Driving licence renewal, 1 year. Submitted. You need not do anything. We will SMS you.
dial *222*1*{reference}#
  | Driving licence renewal, 1 year
  | Submitted, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | {reference}
  | 1. SMS me this
  | 0. Back
