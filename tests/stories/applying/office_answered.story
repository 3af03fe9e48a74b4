What the office wants is answered in words, then said to be done; a password is never sent

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
> 482915
  | Driving licence renewal, 1 year
  | KES 650
  | Same day
  | Have your licence with you.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Number of your driving licence
  | As on the licence
  | 0. Back
> DL-123456
  | Licence: DL-123456
  | KES 650
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | 1. Pay KES 650 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Driving licence renewal, 1 year. Awaiting payment. Pay KES 650: dial *222*1*{reference}# Keep this number.
agency ntsa moves {reference} to submitted
  < eCitizen {reference}: Driving licence renewal, 1 year. Submitted. You need not do anything. We will SMS you.
agency ntsa moves {reference} to needs_action, note Which year was the licence issued?
  < eCitizen {reference}: Driving licence renewal, 1 year. Action needed. Which year was the licence issued?
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Amina: Action needed
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 2
  | My applications
  | 1. Driving licence renewal, 1 year: Action needed
  | 2. Business name registration: Awaiting payment
  | 0. Back
> 1
  | Driving licence renewal, 1 year
  | Action needed, 23 Nov 2026
  | NTSA: Which year was the licence issued?
  | {reference}
  | 1. Answer the office
  | 98. More
  | 0. Back
> 1
  | Action needed
  | Which year was the licence issued?
  | 1. Type an answer
  | 2. It is done
  | 0. Back
  | 00. Home
> 1
  | Type your answer to the office
  | 0. Back
  | 00. Home
> My password is 482915
  | Never send a password or code. Type your answer without it.
  | Type your answer to the office
  | 0. Back
  | 00. Home
> 482915
  | Never send a password or code. Type your answer without it.
  | Type your answer to the office
  | 0. Back
  | 00. Home
> In 2019, at Thika
  | The office gets your answer. We SMS you when it has moved on.
  (end)
wait 1 day
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Amina: Action needed
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 2
  | My applications
  | 1. Driving licence renewal, 1 year: Action needed
  | 2. Business name registration: Awaiting payment
  | 0. Back
> 1
  | Driving licence renewal, 1 year
  | Action needed, 23 Nov 2026
  | NTSA: Which year was the licence issued?
  | {reference}
  | 1. Answer the office
  | 98. More
  | 0. Back
> 1
  | Action needed
  | Which year was the licence issued?
  | 1. Type an answer
  | 2. It is done
  | 0. Back
  | 00. Home
> 2
  | The office gets your answer. We SMS you when it has moved on.
  (end)
agency ntsa moves {reference} to processing
  < eCitizen {reference}: Driving licence renewal, 1 year. Processing. You need not do anything. We will SMS you.
