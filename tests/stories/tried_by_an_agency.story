An engineer tries an agency's system on a phone of their own: all of it is marked, and no money is asked for

account of citizen 29000002 on 0700000009 with password 739182
phone 0700000009
agency dis tries interstate-pass as EPP1-AA11BB22 on 0700000009
  < TEST: eCitizen EPP1-AA11BB22: Inter-State Pass, East Africa. Submitted. You need not do anything. We will SMS you. Keep this number.
agency dis-test sets the fee of EPP1-AA11BB22 to 1500
  < TEST: eCitizen EPP1-AA11BB22: Inter-State Pass, East Africa. Awaiting payment. Fee KES 1,550. This is a test: do not pay.
dial *222*1*EPP1-AA11BB22#
  | TEST: Inter-State Pass, East Africa
  | Awaiting payment, 23 Nov 2026
  | Fee KES 1,550. This is a test: do not pay.
  | EPP1-AA11BB22
  | 1. SMS me this
  | 0. Back
> 1
  | You will get an SMS about EPP1-AA11BB22. You can also text the reference to 22222 at any time.
  (end)
  < TEST: eCitizen EPP1-AA11BB22: Inter-State Pass, East Africa. Awaiting payment. Fee KES 1,550. This is a test: do not pay.
sms
text SJK1A2B3C4 EPP1-AA11BB22
  < TEST: eCitizen EPP1-AA11BB22: Inter-State Pass, East Africa. Awaiting payment. Fee KES 1,550. This is a test: do not pay.
agency dis-test simulates paid of EPP1-AA11BB22
  < TEST: eCitizen EPP1-AA11BB22: KES 1,550 paid, receipt {test receipt}. It is now with the office: Inter-State Pass, East Africa.
agency dis-test moves EPP1-AA11BB22 to needs_action, note Which office?
  < TEST: eCitizen EPP1-AA11BB22: Inter-State Pass, East Africa. Action needed. Which office?
dial *222*3#
  | Account ****0002
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 739182
  | Otieno: Waiting to be processed
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 2
  | My applications
  | 1. TEST: Inter-State Pass, East Africa: Action needed
  | 2. Driving licence renewal, 3 years: Waiting to be processed
  | 0. Back
> 1
  | TEST: Inter-State Pass, East Africa
  | Action needed, 23 Nov 2026
  | Immigration: Which office?
  | EPP1-AA11BB22
  | 1. Answer the office
  | 2. Withdraw it
  | 98. More
  | 0. Back
> 1
  | Action needed
  | Which office?
  | 1. Type an answer
  | 2. It is done
  | 0. Back
  | 00. Home
> 1
  | Type your answer to the office
  | 0. Back
  | 00. Home
> Nyayo House
  | The office gets your answer. We SMS you when it has moved on.
  (end)
dial *222*3#
  | Account ****0002
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 739182
  | Otieno: Waiting to be processed
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 2
  | My applications
  | 1. TEST: Inter-State Pass, East Africa: Action needed
  | 2. Driving licence renewal, 3 years: Waiting to be processed
  | 0. Back
> 1
  | TEST: Inter-State Pass, East Africa
  | Action needed, 23 Nov 2026
  | Immigration: Which office?
  | EPP1-AA11BB22
  | 1. Answer the office
  | 2. Withdraw it
  | 98. More
  | 0. Back
> 2
  | Withdraw TEST: Inter-State Pass, East Africa, EPP1-AA11BB22? It cannot be undone.
  | 1. Yes, withdraw it
  | 2. No
  | 0. Back
  | 00. Home
> 1
  | Withdrawn: EPP1-AA11BB22. You get an SMS. You may apply again at any time.
  (end)
  < TEST: eCitizen EPP1-AA11BB22: Inter-State Pass, East Africa. Cancelled. Apply again if you still need it.
sms
