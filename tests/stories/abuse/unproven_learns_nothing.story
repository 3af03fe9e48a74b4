Somebody who has opened an account with another's ID learns nothing of what the person applied for

agency ntsa records dl-renew-1 for 0700000001 as NTSA-47114
  < eCitizen NTSA-47114: Driving licence renewal, 1 year. Submitted. You need not do anything. We will SMS you. Keep this number.
account of citizen 29000001 on 0712000009 with password 604173, unproven
phone 0712000009
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> driving licence renewal 1 year
  | Choose or type again
  | 1. Driving licence renewal, 1 year
  | 2. Driving licence renewal, 3 years
  | 0. Back
> 1
  | Driving licence renewal - 1 year
  | NTSA
  | KES 650
  | Same day
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 5. Send me this by SMS
  | 0. Back
  | 00. Home
> 1
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 604173
  | Driving licence renewal, 1 year
  | KES 650
  | Same day
  | Have your licence with you.
  | 1. Start
  | 2. Not now
  | 0. Back
