Stopped after too many unknown references: the ways out are named, and who signs in still sees their own

account of citizen 29000005 on 0755000074 with password 482915
account of citizen 29000005 files business-name as PVT-BB22CC33
phone 0755000073
dial *222*1#
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 555500001112
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 555500002229
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 555500003331
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> 555500004447
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> 555500005552
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> 102030405060
  | Too many unknown numbers. Wait an hour, sign in, or call +254 20 7903260.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
dial *222*3#
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
> 29000005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Amina: Submitted
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 1
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> PVT-BB22CC33
  | Business name registration
  | Submitted, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | PVT-BB22CC33
  | 1. SMS me this
  | 0. Back
> 0
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 102030405060
  | Too many unknown numbers. Wait an hour, sign in, or call +254 20 7903260.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
