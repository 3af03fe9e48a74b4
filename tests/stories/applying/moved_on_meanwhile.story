While a password is typed things move on: the same was applied for elsewhere; the office was quicker than an answer, and than a withdrawal

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
account of citizen 29000005 files dl-renew-1 as NTSA-00077
  < eCitizen NTSA-00077: Driving licence renewal, 1 year. Submitted. You need not do anything. We will SMS you. Keep this number.
> 1
  | You have applied for this already: NTSA-00077
  | 1. See that application
  | 2. Apply again
  | 0. Back
  | 00. Home
> 1
  | Driving licence renewal, 1 year
  | Submitted, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | NTSA-00077
  | 1. Withdraw it
  | 98. More
  | 0. Back
  | 00. Home
> 00
  | Amina: Submitted
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 6
  | You stay signed in for 30 days. Anyone with this phone can see your applications, nothing else.
  | 1. Main menu
  | 2. Do not stay signed in
  | 0. Back
agency ntsa moves NTSA-00077 to needs_action, note Bring your old licence
  < eCitizen NTSA-00077: Driving licence renewal, 1 year. Action needed. Bring your old licence.
dial *222*2*1#
  | Driving licence renewal, 1 year
  | Action needed, 23 Nov 2026
  | NTSA: Bring your old licence
  | NTSA-00077
  | 1. Answer the office
  | 2. Withdraw it
  | 98. More
  | 0. Back
> 2
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
agency ntsa moves NTSA-00077 to processing
  < eCitizen NTSA-00077: Driving licence renewal, 1 year. Processing. You need not do anything. We will SMS you.
> 482915
  | Driving licence renewal, 1 year
  | Processing, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | NTSA-00077
  | 1. SMS me this
  | 2. Past steps
  | 0. Back
agency ntsa moves NTSA-00077 to needs_action, note Bring it again
  < eCitizen NTSA-00077: Driving licence renewal, 1 year. Action needed. Bring it again.
dial *222*2*1#
  | Driving licence renewal, 1 year
  | Action needed, 23 Nov 2026
  | NTSA: Bring it again
  | NTSA-00077
  | 1. Answer the office
  | 2. SMS me this
  | 3. Past steps
  | 0. Back
> 1
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
agency ntsa moves NTSA-00077 to processing
  < eCitizen NTSA-00077: Driving licence renewal, 1 year. Processing. You need not do anything. We will SMS you.
> 482915
  | Driving licence renewal, 1 year
  | Processing, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | NTSA-00077
  | 1. SMS me this
  | 2. Past steps
  | 0. Back
