A person on a new number proves the account by the old one, and reads the office's note on any phone

agency dis moves 102030405060 to collected
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Collected. If it was not you, call +254207903260.
agency dis records passport-new-34 for 0700000001 as EPP1-AA11BB22
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
agency dis moves EPP1-AA11BB22 to processing
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
agency dis moves EPP1-AA11BB22 to needs_action, note Bring your old passport
  < eCitizen EPP1-AA11BB22: New passport, 34 pages. Action needed. Bring your old passport.
phone 0712666011
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 2
  | Register as:
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Back
> 1
  | Enter your ID number
  | 0. Back
> 29000001
  | Enter only your FIRST name, as on your document
  | 0. Back
  | 00. Home
> Wanjiku
  | Enter your year of birth, such as 1990
  | 0. Back
  | 00. Home
> 1990
  | 29000001 Wanjiku, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
> 731846
  | Enter the same 6 digits again
  | 0. Back
> 731846
  | Your account is open. We sent you an SMS with the next step.
  | 1. My applications
  | 2. Add my e-mail
  | 0. Back
  < Welcome to eCitizen, Wanjiku. Dial *222# for your applications. Photo pending: take your document to a Huduma Centre.
> 1
  | My applications
  | 1. None yet: what can I do?
  | 2. An application is missing
  | 0. Back
> 2
  | Applications made with another phone show after a code to that phone, or at a Huduma Centre with your ID.
  | 1. Send a code
  | 0. Back
  | 00. Home
> 1
  | If an agency has another phone of yours, a code went to it. Enter it here.
  | 0. Back
phone 0700000001
sms
  < eCitizen: phone ..6011 asks for your applications. You? Your code is {code}: enter it there. Never tell anyone, even our staff. Not you? Call +254 20 7903260.
phone 0712666011
> {code}
  | Done: all your applications show now, on any phone after your password.
  | 1. My applications
  | 0. Back
  < eCitizen: a code proved that the account on phone +2547******11 is yours: it shows all your applications. Not you? Call +254 20 7903260 now.
phone 0700000001
sms
  < eCitizen: a code proved that the account on phone +2547******11 is yours: it shows all your applications. Not you? Call +254 20 7903260 now.
phone 0712666011
> 1
  | My applications
  | 1. New passport, 34 pages: Action needed
  | 2. Passport renewal, 34 pages: Collected
  | 0. Back
> 1
  | New passport, 34 pages
  | Action needed, 23 Nov 2026
  | Immigration: Bring your old passport
  | EPP1-AA11BB22
  | 1. Answer the office
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | 2. SMS me this
  | 3. Past steps
  | 0. Back
  | 00. Home
> 3
  | 23 Nov 2026 Action needed
  | 23 Nov 2026 Processing
  | 23 Nov 2026 Submitted
  | 0. Back
  | 00. Home
phone 0712666012
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Sign in: enter your ID or passport number, or e-mail
  | 1. I forgot my password
  | 2. Website password, Digital ID
  | 0. Back
> 29000001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 731846
  | Wanjiku: Action needed
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 2
  | My applications
  | 1. New passport, 34 pages: Action needed
  | 2. Passport renewal, 34 pages: Collected
  | 0. Back
> 1
  | New passport, 34 pages
  | Action needed, 23 Nov 2026
  | Immigration: Bring your old passport
  | EPP1-AA11BB22
  | 1. Answer the office
  | 2. SMS me this
  | 98. More
  | 0. Back
