Who went to the office for somebody, and left their own phone there, proves nothing by that phone

agency dis records passport-new-34 for 0712666020 as EPP1-AA11BB22
account of citizen 29000001 on 0712666021 with password 731846, unproven
phone 0712666020
sms
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
phone 0712666021
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 731846
  | eCitizen: Wanjiku
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 2
  | My applications
  | 1. None yet: what can I do?
  | 2. An application is missing
  | 0. Back
> 2
  | Applications made with another phone show after a code to that phone, or at a Huduma Centre with your ID.
  | 1. Send a code
  | 0. Back
> 1
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
phone 0712666020
sms
phone 0700000001
sms
