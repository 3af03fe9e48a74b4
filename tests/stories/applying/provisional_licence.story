A provisional driving licence: the class follows from what will be driven

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> provisional licence
  | Choose or type again
  | 1. Provisional driving licence
  | 2. Interim driving licence
  | 0. Back
> 1
  | Provisional driving licence (PDL)
  | NTSA
  | KES 650
  | Same day
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
  | Provisional driving licence
  | KES 650
  | Same day
  | Join a driving school first. Have your KRA PIN.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | What will you drive?
  | 1. Motorcycle, three-wheeler
  | 2. Car, pick-up
  | 3. Lorry
  | 4. Matatu, bus
  | 5. Adapted car, plant
  | 0. Back
> 1
  | Which class of licence?
  | 1. A1 Moped, up to 50 cc
  | 2. A2 Light motorcycle
  | 3. A3 Boda boda, courier, tuktuk
  | 0. Back
> 3
  | Name of your driving school
  | As on its receipt
  | 0. Back
> Rocky Driving School
  | Saved so far.
  | Your KRA PIN
  | Such as A012345678Z
  | 0. Back
> a012345678z
  | Vehicle: Motorcycle, three-wheeler
  | Class: A3 Boda boda, courier, tuktuk
  | Driving school: Rocky Driving School
  | KRA PIN: A012345678Z
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | KES 650
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | 1. Pay KES 650 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Provisional driving licence. Awaiting payment. Pay KES 650: dial *222*1*{reference}# Keep this number.
agency ntsa moves {reference} to submitted
  < eCitizen {reference}: Provisional driving licence. Submitted. You need not do anything. We will SMS you.
agency ntsa moves {reference} to processing
  < eCitizen {reference}: Provisional driving licence. Processing. You need not do anything. We will SMS you.
agency ntsa moves {reference} to completed
  < eCitizen {reference}: Provisional driving licence. Completed. Nothing to collect. All is done.
