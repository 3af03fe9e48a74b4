A certificate of good conduct: where fingerprints are given, and by when

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> good conduct
  | Choose or type again
  | 1. Certificate of good conduct
  | 2. Good conduct, foreigners
  | 0. Back
> 1
  | Police clearance certificate (good conduct)
  | DCI
  | KES 1,050
  | Working days: 14
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 98. More
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
  | Certificate of good conduct
  | KES 1,050
  | Working days: 14
  | Your fingerprints will be taken. Have your ID.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | What do you need it for?
  | 1. Work
  | 2. Travel or visa
  | 3. Studies
  | 4. Licence or tender
  | 5. Something else
  | 0. Back
> 1
  | Where will you give your fingerprints?
  | 1. A Huduma Centre
  | 2. DCI headquarters, Nairobi
  | 0. Back
> 1
  | Which Huduma Centre? Type the town
  | 0. Back
> thika
  | For: Work
  | Fingerprints at: A Huduma Centre
  | Huduma Centre: Huduma Centre Kiambu (Thika)
  | KES 1,050
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 1,050 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Certificate of good conduct. Awaiting payment. Pay KES 1,050: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: By 23 Dec 2026 go to Huduma Centre Kiambu (Thika) for fingerprints, no booking. Take your ID and a copy, 2 copies of the invoice, form C24 (also given there).
agency dci moves {reference} to submitted
  < eCitizen {reference}: Certificate of good conduct. Submitted. Follow our SMS: what to bring, where and when.
agency dci moves {reference} to processing
  < eCitizen {reference}: Certificate of good conduct. Processing. You need not do anything. We will SMS you.
agency dci moves {reference} to needs_action, stage fingerprints
  < eCitizen {reference}: Certificate of good conduct. Awaiting fingerprints (C24). Go for fingerprints with your ID and C24 form.
agency dci moves {reference} to processing
  < eCitizen {reference}: Certificate of good conduct. Processing. You need not do anything. We will SMS you.
agency dci moves {reference} to completed
  < eCitizen {reference}: Certificate of good conduct. Certificate ready. Print it at a cyber or Huduma within 6 months.
