A land search: that the owner is asked is told, and agreed to

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> land search
  | Official land search
  | Lands Department
  | KES 1,050
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 4. Where to apply
  | 5. Send me this by SMS
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
  | Official land search
  | KES 1,050
  | Have the title number and your KRA PIN.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Title number of the land
  | Such as Kajiado/Kaputiei/1234
  | 0. Back
> Kajiado/Kaputiei/1234
  | In which county is the land?
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> kajiado
  | Your KRA PIN
  | Such as A012345678Z
  | 0. Back
> A012345678Z
  | Saved so far.
  | In Nairobi the owner is asked first. If the owner does not agree, no search is made.
  | 1. I agree
  | 0. Back
> 1
  | Title number: Kajiado/Kaputiei/1234
  | County: Kajiado
  | KRA PIN: A012345678Z
  | KES 1,050
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | 1. Pay KES 1,050 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Official land search. Awaiting payment. Pay KES 1,050: dial *222*1*{reference}# Keep this number.
agency sd-state-department-for-lands-and-physical-planni moves {reference} to submitted
  < eCitizen {reference}: Official land search. Submitted. You need not do anything. We will SMS you.
agency sd-state-department-for-lands-and-physical-planni moves {reference} to processing
  < eCitizen {reference}: Official land search. Processing. You need not do anything. We will SMS you.
agency sd-state-department-for-lands-and-physical-planni moves {reference} to completed
  < eCitizen {reference}: Official land search. Search ready. Get the result on eCitizen or Ardhisasa.
