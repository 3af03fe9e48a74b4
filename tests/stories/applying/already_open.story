What was applied for before is shown; another one only where it is meant

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> business name registration
  | Choose or type again
  | 1. Business name registration
  | 2. Change of company name
  | 0. Back
> 1
  | Business name registration
  | Business Registration, 0111127000
  | KES 950
  | Working days: 3
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 98. More
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
> 482915
  | You have applied for this already: 2222 5555 0000
  | 1. See that application
  | 2. Apply again
  | 0. Back
> 1
  | Business name registration
  | Awaiting payment, 23 Nov 2026
  | Pay the bill that the office gave you.
  | 2222 5555 0000
  | 1. Withdraw it
  | 98. More
  | 0. Back
> 0
  | You have applied for this already: 2222 5555 0000
  | 1. See that application
  | 2. Apply again
  | 0. Back
> 2
  | Business name registration
  | KES 950
  | Working days: 3
  | Think of three names. Have your KRA PIN.
  | 1. Start
  | 2. Not now
  | 0. Back
