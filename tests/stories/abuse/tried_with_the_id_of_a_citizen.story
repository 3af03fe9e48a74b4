An engineer tries the API with the ID, the phone and the address of a real citizen: she learns of nothing, by no way

account of citizen 29000001 on 0700000001 with password 482915
address of citizen 29000001 is wanjiku@example.com
agency dis tries passport-new-34 as EPP1-AA11BB22 on 0700000009
phone 0700000009
sms
  < TEST: eCitizen EPP1-AA11BB22: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
phone 0700000001
sms
dial *222*1*EPP1-AA11BB22#
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
text EPP1-AA11BB22
  < eCitizen: We did not find that reference number. Check your receipt, or ask the office.
dial *222*3#
  | Account ****0001
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
> 2
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
agency dis-test moves EPP1-AA11BB22 to needs_action, note Bring your old passport
agency dis-test simulates replied of EPP1-AA11BB22
agency dis-test simulates withdrawn of EPP1-AA11BB22
sms
agency dis simulates withdrawn of EPP1-AA11BB22
  403 a test key is wanted: what citizens do is simulated for test applications only
agency dis moves EPP1-AA11BB22 to processing
  404 there is no application of this reference
phone 0700000009
sms
  < TEST: eCitizen EPP1-AA11BB22: New passport, 34 pages. Action needed. Bring your old passport.
  < TEST: eCitizen EPP1-AA11BB22: New passport, 34 pages. Cancelled. Apply again if you still need it.
agency dis records passport-new-34 for 0700000001 as EPP1-AA11BB22
  @ wanjiku@example.com: eCitizen EPP1-AA11BB22: Submitted
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: EPP1-AA11BB22
  @ Status: Submitted, 23 Nov 2026
  @ Next: You need not do anything. We will SMS you. Keep this number.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
phone 0700000001
sms
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
agency dis-test moves EPP1-AA11BB22 to rejected
  404 there is no application of this reference
sms
