A tax compliance certificate

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> tax compliance
  | Tax compliance certificate
  | KRA
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
  | Tax compliance certificate
  | The office sets the fee and we SMS you.
  | All returns filed, all tax paid. Have your KRA PIN.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Your KRA PIN, or that of the business
  | Such as A012345678Z
  | 0. Back
> P051234567X
  | What do you need it for?
  | 1. A job, or leaving one
  | 2. A tender
  | 3. A liquor licence
  | 4. Clearing and forwarding
  | 5. Something else
  | 0. Back
> 2
  | KRA PIN: P051234567X
  | For: A tender
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  (end)
  < eCitizen {reference}: Tax compliance certificate. Submitted. You need not do anything. We will SMS you. Keep this number.
agency kra moves {reference} to processing
  < eCitizen {reference}: Tax compliance certificate. Processing. You need not do anything. We will SMS you.
agency kra moves {reference} to completed
  < eCitizen {reference}: Tax compliance certificate. Completed. Nothing to collect. All is done.
