Notice of a marriage

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> marriage notice
  | Notice of intended marriage
  | Registrar of Marriages
  | About KES 620
  | Working days: 21
  | 1. Apply on this phone
  | 2. Cost
  | 3. Documents
  | 98. More
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
  | Notice of intended marriage
  | About KES 620
  | Working days: 21
  | Have your partner's ID or passport.
  | 1. Start
  | 2. Not now
  | 0. Back
> 1
  | Full name of the one you will marry
  | As on the ID or passport
  | 0. Back
> Juma Hassan Ali
  | Number of that ID or passport
  | Such as 23456789
  | 0. Back
> 30123456
  | When was he or she born? (day, month, year)
  | Such as 23051991
  | 0. Back
> 12041995
  | Saved so far.
  | Were you married before?
  | 1. Never married
  | 2. Divorced
  | 3. Widowed
  | 0. Back
> 1
  | And the one you will marry?
  | 1. Never married
  | 2. Divorced
  | 3. Widowed
  | 0. Back
> 1
  | To which Registrar do you give notice?
  | 1. Sheria House, Nairobi
  | 2. Mombasa
  | 3. Kisumu
  | 4. Nakuru
  | 5. Eldoret
  | 98. More
  | 0. Back
> 2
  | Saved so far.
  | Day of the wedding (day, month, year)
  | 22 to 90 days from now
  | 0. Back
> 15012027
  | Partner: Juma Hassan Ali
  | Partner's ID: 30123456
  | Partner's birth: 12 Apr 1995
  | You: Never married
  | Partner's status: Never married
  | 98. More
  | 0. Back
  | 00. Home
> 98
  | Registrar's office: Mombasa
  | Wedding: 15 Jan 2027
  | About KES 620
  | 1. Submit
  | 2. Change an answer
  | 0. Back
  | 00. Home
> 1
  | Done. Your reference: {reference}
  | Keep this number. We SMS you.
  | What to hand in is in your SMS.
  | 1. Pay KES 620 now
  | 2. Pay later
  | 0. Back
  < eCitizen {reference}: Notice of intended marriage. Awaiting payment. Pay KES 620: dial *222*1*{reference}# Keep this number.
  < eCitizen {reference}: By 30 Nov 2026 take to the Registrar of Marriages (Mombasa): IDs, birth certificates and photos of both, and sworn statements that you are free to marry.
agency rom moves {reference} to submitted
  < eCitizen {reference}: Notice of intended marriage. Submitted. Follow our SMS: what to bring, where and when.
agency rom moves {reference} to processing
  < eCitizen {reference}: Notice of intended marriage. Processing. You need not do anything. We will SMS you.
agency rom moves {reference} to completed
  < eCitizen {reference}: Notice of intended marriage. Completed. Nothing to collect. All is done.
