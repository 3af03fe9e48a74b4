A single business permit of a county: its office sets the fee

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> nairobi business permit
  | Unified Business Permit
  | Nairobi County
  | Ask Nairobi County for the fee.
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
  | Nairobi business permit
  | The office sets the fee and we SMS you.
  | Have your KRA PIN; to renew, the old permit.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | New permit or renewal?
  | 1. New permit
  | 2. Renewal
  | 0. Back
> 1
  | Name of the business
  | As registered, or your own name
  | 0. Back
> Baraka Traders
  | What does the business do?
  | Such as: sells clothes
  | 0. Back
> sells clothes
  | Saved so far.
  | Ward, road and building or plot
  | Such as Ngara, Park Road, plot 12
  | 0. Back
> Ngara, Park Road, plot 12
  | How many people work there, with you?
  | Such as 3
  | 0. Back
> 3
  | How large is it, in square metres?
  | A small shop: about 20
  | 0. Back
> 20
  | Saved so far.
  | KRA PIN of the business, or your own
  | Such as A012345678Z
  | 0. Back
> A012345678Z
  | Permit: New permit
  | Business: Baraka Traders
  | Activity: sells clothes
  | Where it is: Ngara, Park Road, plot 12
  | People: 3
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | Square metres: 20
  | KRA PIN: A012345678Z
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  (end)
  < eCitizen {reference}: Nairobi business permit. Submitted. Follow our SMS: what to bring, where and when. Keep this number.
  < eCitizen {reference}: By 23 Dec 2026 take to the county's licensing office: copies of your ID, KRA PIN and certificate of business name, if any.
agency county-047 sets the fee of {reference} to 15000
  < eCitizen {reference}: Nairobi business permit. Awaiting payment. Pay KES 15,050: dial *222*1*{reference}#
agency county-047 moves {reference} to submitted
  < eCitizen {reference}: Nairobi business permit. Submitted. Follow our SMS: what to bring, where and when.
agency county-047 moves {reference} to processing
  < eCitizen {reference}: Nairobi business permit. Processing. You need not do anything. We will SMS you.
agency county-047 moves {reference} to completed
  < eCitizen {reference}: Nairobi business permit. Completed. Nothing to collect. All is done.
