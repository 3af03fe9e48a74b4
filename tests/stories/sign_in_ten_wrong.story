Ten wrong passwords in a row: a new one is needed; and a phone whose neighbours guess at accounts is heard for its own only

account of citizen 29000001 on 0712000061 with password 482915
phone 0712000062
dial *222*3*29000001#
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 000001
  | Wrong account or password. Tries left: 4.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
> 000002
  | Wrong account or password. Tries left: 3.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
> 000003
  | Wrong account or password. Tries left: 2.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
  | 99. Help
> 000004
  | Wrong account or password. Tries left: 1.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
  | 99. Help
> 000005
  | Too many wrong passwords from this phone. Wait 30 minutes, or set a new password.
  | 1. I forgot my password
  | 0. Back
wait 31 minutes
dial *222*3*29000001#
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 000006
  | Wrong account or password. Tries left: 4.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
> 000007
  | Wrong account or password. Tries left: 3.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
> 000008
  | Wrong account or password. Tries left: 2.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
  | 99. Help
> 000009
  | Wrong account or password. Tries left: 1.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 98. More
  | 0. Back
  | 99. Help
> 000010
  | Too many wrong passwords from this phone. You need a new password.
  | 1. I forgot my password
  | 0. Back
> 1
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
wrong passwords came from around 0712000062
dial *222*3*28888881#
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 000001
  | For your safety, you can sign in only on your own registered phone for now. Use that phone, or try later.
  | 1. I forgot my password
  | 0. Back
> 1
  | New password for:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
