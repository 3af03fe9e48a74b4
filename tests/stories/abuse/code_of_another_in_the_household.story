Household: a code that one asked for does nothing for the other who is signed in on the same phone

account of citizen 29000001 on 0788000003 with password 482915
account of citizen 29000002 on 0788000003 with password 607318
phone 0788000003
dial *222*3*29000001#
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 3
  | Phone: +2547******03
  | Enter the new phone number
  | 0. Back
> 0788000004
  | 0788 000 004. Is that right?
  | 1. Yes
  | 2. No, type it again
  | 0. Back
  | 00. Home
> 1
  | Enter the code we sent to 0788 000 004. You have 30 minutes
  | 0. Back
phone 0788000004
sms
  < eCitizen: {code} is your code. It makes this number the phone of an account, entered on its present phone. Not you? Tell it to nobody, even our staff.
phone 0788000003
dial *222*3*29000002#
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 607318
  | Otieno: Waiting to be processed
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 3
  | Phone: +2547******03
  | Enter the new phone number
  | 0. Back
> 0
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
wait 30 hours
sweep
phone 0788000004
sms
