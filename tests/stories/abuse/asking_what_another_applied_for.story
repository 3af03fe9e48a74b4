The offer to prove an account says the same where nothing is missing, and sends nothing

account of citizen 29000001 on 0712666006 with password 731846, unproven
account of citizen 29000008 on 0712666007 with password 731846, unproven
phone 0712666006
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
> 111111
  | That code is not right. Tries left: 2.
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
> 111112
  | That code is not right. Tries left: 1.
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
> 111113
  | That code has expired. Ask for a new one.
  | 1. Ask for a new code
  | 0. Back
> 1
  | Applications made with another phone show after a code to that phone, or at a Huduma Centre with your ID.
  | 1. Send a code
  | 0. Back
> 1
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
phone 0712666007
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0008
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
> 111111
  | That code is not right. Tries left: 2.
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
> 111112
  | That code is not right. Tries left: 1.
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
> 111113
  | That code has expired. Ask for a new one.
  | 1. Ask for a new code
  | 0. Back
> 1
  | Applications made with another phone show after a code to that phone, or at a Huduma Centre with your ID.
  | 1. Send a code
  | 0. Back
> 1
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
sms
phone 0700000001
sms
  < eCitizen: phone ..6006 asks for your applications. You? Your code is {code}: enter it there. Never tell anyone, even our staff. Not you? Call +254 20 7903260.
  < eCitizen: phone ..6006 asks for your applications. You? Your code is {code}: enter it there. Never tell anyone, even our staff. Not you? Call +254 20 7903260.
