A driving test is booked: class, centre and date

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> driving test booking
  | Driving test booking
  | NTSA
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
  | Driving test booking
  | KES 1,050
  | Have your PDL with you.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Number of your PDL
  | As on the PDL
  | 0. Back
> PDL-443322
  | When was the PDL issued? (day, month, year)
  | Such as 23052026
  | 0. Back
> 01092026
  | What will you drive?
  | 1. Motorcycle, three-wheeler
  | 2. Car, pick-up
  | 3. Lorry
  | 4. Matatu, bus
  | 5. Adapted car, plant
  | 0. Back
> 2
  | Saved so far.
  | Which class of licence?
  | 1. B1 Automatic car
  | 2. B2 Manual or automatic car
  | 3. B3 Professional, such as taxi
  | 0. Back
> 2
  | Name of your driving school
  | As on its receipt
  | 0. Back
> Rocky Driving School
  | Where will you be tested?
  | 1. Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. More
  | 0. Back
> 6
  | Saved so far.
  | Choose the day of the test
  | 1. Tue 24 Nov, 08:00
  | 2. Thu 26 Nov, 08:00
  | 3. Tue 1 Dec, 08:00
  | 4. Thu 3 Dec, 08:00
  | 98. More
  | 0. Back
> 2
  | PDL: PDL-443322
  | PDL issued: 1 Sep 2026
  | Vehicle: Car, pick-up
  | Class: B2 Manual or automatic car
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | Driving school: Rocky Driving School
  | Test centre: Thika
  | Test: Thu 26 Nov 2026, 08:00
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
  < eCitizen {reference}: Driving test booking. Awaiting payment. Pay KES 1,050: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: Thu 26 Nov 2026, 08:00. On your day take to the test centre (Thika): your PDL and ID, and the form of your driving school.
agency ntsa moves {reference} to submitted
  < eCitizen {reference}: Driving test booking. Submitted. Follow our SMS: what to bring, where and when.
agency ntsa moves {reference} to processing
  < eCitizen {reference}: Driving test booking. Processing. You need not do anything. We will SMS you.
agency ntsa moves {reference} to completed
  < eCitizen {reference}: Driving test booking. Completed. Nothing to collect. All is done.
