A search for the record of a marriage

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> marriage record search
  | Choose or type again
  | 1. Marriage record search
  | 2. Vehicle record search
  | 0. Back
> 1
  | Search of marriage record
  | Registrar of Marriages
  | About KES 520
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
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
  | Marriage record search
  | About KES 520
  | You need both names and the year of marriage.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Full name of the husband
  | As on the certificate, if you can
  | 0. Back
> Juma Hassan Ali
  | Full name of the wife, before the marriage
  | As on the certificate, if you can
  | 0. Back
> Amina Mohamed
  | Year of the marriage
  | Such as 2015
  | 0. Back
> 2015
  | Saved so far.
  | In which county was the wedding?
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> mombasa
  | Where will you collect the answer?
  | 1. Sheria House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. More
  | 0. Back
> 98
  | 6. Nyeri
  | 7. Machakos
  | 8. Meru
  | 9. Embu
  | 10. Kakamega
  | 98. More
  | 0. Back
> 6
  | Husband: Juma Hassan Ali
  | Wife: Amina Mohamed
  | Year: 2015
  | County: Mombasa
  | Registrar's office: Nyeri
  | About KES 520
  | 1. Submit
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | 1. Pay KES 520 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Marriage record search. Awaiting payment. Pay KES 520: dial *222*1*{reference}# Keep this number.
agency rom moves {reference} to submitted
  < eCitizen {reference}: Marriage record search. Submitted. You need not do anything. We will SMS you.
agency rom moves {reference} to processing
  < eCitizen {reference}: Marriage record search. Processing. You need not do anything. We will SMS you.
agency rom moves {reference} to ready_for_collection, place Sheria House
  < eCitizen {reference}: Marriage record search. Ready for collection at Sheria House. Carry your ID to collect it.
agency rom moves {reference} to collected
  < eCitizen {reference}: Marriage record search. Collected. If it was not you, call +254207903260.
