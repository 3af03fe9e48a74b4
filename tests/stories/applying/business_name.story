A business name, with two more in case it is taken

account of citizen 29000109 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> business name registration
  | Choose or type again
  | 1. Business name registration
  | 2. Change of company name
  | 0. Back
> 1
  | Business name registration
  | Business Registration, 0111127000
  | KES 950
  | Working days: 3
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 98. More
  | 0. Back
  | 00. Home
> 1
  | Account ****0109
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 98. More
  | 0. Back
  | 00. Home
> 482915
  | Business name registration
  | KES 950
  | Working days: 3
  | Think of three names. Have your KRA PIN.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | The name you want most
  | Two words or more, such as Umoja Traders.
  | 0. Back
> Baraka Traders
  | A second name, if the first is taken
  | Two words or more, such as Umoja Traders.
  | 0. Back
> Baraka Stores
  | A third name
  | Two words or more, such as Umoja Traders.
  | 0. Back
> Amina & Sons
  | Saved so far.
  | What does the business do?
  | Such as: sells clothes
  | 0. Back
> sells clothes
  | In which county is it?
  | 1. Baringo
  | 2. Bomet
  | 3. Bungoma
  | 4. Busia
  | 5. Elgeyo Marakwet
  | 98. More
  | 0. Back
> thika
  | Town, road and building or plot
  | Such as Thika, Kenyatta Road, plot 12
  | 0. Back
> Thika, Kenyatta Road, plot 12
  | Saved so far.
  | Your KRA PIN
  | Such as A012345678Z
  | 0. Back
> A012345678Z
  | First name: Baraka Traders
  | Second name: Baraka Stores
  | Third name: Amina & Sons
  | Business: sells clothes
  | County: Kiambu
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | Where it is: Thika, Kenyatta Road, plot 12
  | KRA PIN: A012345678Z
  | KES 950
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 950 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Business name registration. Awaiting payment. Pay KES 950: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: By 23 Dec 2026 take to a Huduma Centre: form BN/2 with your signature, a photo, copies of your ID and KRA PIN.
agency brs moves {reference} to submitted
  < eCitizen {reference}: Business name registration. Submitted. Follow our SMS: what to bring, where and when.
agency brs moves {reference} to processing
  < eCitizen {reference}: Business name registration. Processing. You need not do anything. We will SMS you.
agency brs moves {reference} to completed
  < eCitizen {reference}: Business name registration. Completed. Nothing to collect. All is done.
