A service is closed while somebody types the password to apply for it: that is said before anything is asked

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
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
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
agency ntsa closes dl-renew-1 until 2026-12-07: The office moves. / Ofisi inahama.
> 482915
  | Closed until 7 Dec 2026: The office moves.
  | Nothing was sent.
  | 1. Find a service
  | 2. Main menu
  | 0. Back
> 1
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
