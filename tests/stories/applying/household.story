On a phone of two it is asked whose account it is

account of citizen 29000005 on 0712000002 with password 482915
account of citizen 29000109 on 0712000002 with password 604173
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> land search
  | Official land search
  | Lands Department
  | KES 1,050
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 5. Send me this by SMS
  | 0. Back
> 1
  | You apply with your eCitizen account.
  | 1. Sign in
  | 2. Register
  | 0. Back
  | 00. Home
> 1
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
  | 00. Home
> 29000109
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
  | 00. Home
> 604173
  | Official land search
  | KES 1,050
  | Have the title number and your KRA PIN.
  | 1. Start
  | 2. Not now
  | 0. Back
