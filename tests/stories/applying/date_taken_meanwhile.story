The last place of a date: who submits first has it, and the other chooses another

account of citizen 29000005 on 0712000002 with password 482915
account of citizen 29000109 on 0712000004 with password 604173
date SH1 of civil-marriage at nairobi on 2026-12-18 10:00 for 1
date SH2 of civil-marriage at nairobi on 2026-12-18 11:00 for 1
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> civil marriage
  | Civil marriage at Registrar office
  | Registrar of Marriages
  | KES 3,350
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 98. More
  | 0. Back
> 1
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | Civil marriage at registrar
  | KES 3,350
  | Your 21-day notice must have ended.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Reference number of your notice
  | As in our SMS
  | 0. Back
> 102030405060
  | Full name of the one you will marry
  | As on the ID or passport
  | 0. Back
> Juma Hassan Ali
  | At which Registrar will you marry?
  | 1. Sheria House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. More
  | 0. Back
> 1
  | Saved so far.
  | When do you want to marry?
  | 1. Fri 18 Dec, 10:00
  | 2. Fri 18 Dec, 11:00
  | 0. Back
> 1
  | Two witnesses with their IDs come with you.
  | 1. I agree
  | 0. Back
> 1
  | Notice: 102030405060
  | Partner: Juma Hassan Ali
  | Registrar's office: Sheria House, Nairobi
  | Wedding: Fri 18 Dec 2026, 10:00
  | KES 3,350
  | 98. More
  | 0. Back
  | 00. Home
phone 0712000004
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> civil marriage
  | Civil marriage at Registrar office
  | Registrar of Marriages
  | KES 3,350
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 98. More
  | 0. Back
> 1
  | Account ****0109
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 604173
  | Civil marriage at registrar
  | KES 3,350
  | Your 21-day notice must have ended.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Reference number of your notice
  | As in our SMS
  | 0. Back
> 102030405061
  | Full name of the one you will marry
  | As on the ID or passport
  | 0. Back
> Ali Juma
  | At which Registrar will you marry?
  | 1. Sheria House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. More
  | 0. Back
> 1
  | Saved so far.
  | When do you want to marry?
  | 1. Fri 18 Dec, 10:00
  | 2. Fri 18 Dec, 11:00
  | 0. Back
> 1
  | Two witnesses with their IDs come with you.
  | 1. I agree
  | 0. Back
> 1
  | Notice: 102030405061
  | Partner: Ali Juma
  | Registrar's office: Sheria House, Nairobi
  | Wedding: Fri 18 Dec 2026, 10:00
  | KES 3,350
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 3,350 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Civil marriage at registrar. Awaiting payment. Pay KES 3,350: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: Fri 18 Dec 2026, 10:00. On your day come to the Registrar of Marriages (Sheria House, Nairobi) with two witnesses. All four carry their IDs.
phone 0712000002
> 98
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | That date was just taken. Choose another.
  | When do you want to marry?
  | 1. Fri 18 Dec, 11:00
  | 0. Back
> 1
  | Notice: 102030405060
  | Partner: Juma Hassan Ali
  | Registrar's office: Sheria House, Nairobi
  | Wedding: Fri 18 Dec 2026, 11:00
  | KES 3,350
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference 2}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 3,350 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference 2}: Civil marriage at registrar. Awaiting payment. Pay KES 3,350: dial *222*1*{reference 2}# Keep this number.
  < eCitizen {reference 2}: Fri 18 Dec 2026, 11:00. On your day come to the Registrar of Marriages (Sheria House, Nairobi) with two witnesses. All four carry their IDs.
