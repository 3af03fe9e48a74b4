A nil return: no fee is published, none is invented

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> nil return
  | File nil return
  | KRA
  | Same day
  | Ask KRA for the fee.
  | 1. Apply on this phone
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
> 1
  | Account ****0005
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | KRA nil return
  | The office sets the fee and we SMS you.
  | Same day
  | Have your KRA PIN. Nobody may ask for its password.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Your KRA PIN
  | Such as A012345678Z
  | 0. Back
> A012345678Z
  | For which year?
  | Such as 2025
  | 0. Back
> 2025
  | I had no income in that year: no pay, business, rent or farming for money.
  | 1. I agree
  | 0. Back
> 1
  | KRA PIN: A012345678Z
  | Year: 2025
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  (end)
  < eCitizen {reference}: KRA nil return. Submitted. You need not do anything. We will SMS you. Keep this number.
agency kra moves {reference} to processing
  < eCitizen {reference}: KRA nil return. Processing. You need not do anything. We will SMS you.
agency kra moves {reference} to completed
  < eCitizen {reference}: KRA nil return. Completed. Nothing to collect. All is done.
