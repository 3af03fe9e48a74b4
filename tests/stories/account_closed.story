An account is closed, not by a slip; the person may register again

account of citizen 29000001 on 0712000036 with password 482915
phone 0712000036
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 3
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 98
  | 6. Language
  | 7. Sign out on this phone
  | 8. Close my account
  | 0. Back
> 9
  | Please answer with a number from 1 to 8.
  | My account
  | 1. My details
  | 2. E-mail
  | 3. Phone number
  | 4. Change password
  | 5. SMS alerts
  | 98. More
  | 0. Back
> 1
  | Wanjiku
  | Document: ****0001
  | Born: 1990
  | Phone: +2547******36
  | E-mail: none
  | Agreed on 23 Nov 2026
  | 1. Photo: not taken yet
  | 0. Back
> 98
  | Please answer with 1, or with 0 to go back.
  | 1. Photo: not taken yet
  | 98. More
  | 0. Back
> 9
  | Please answer with 1, or with 0 to go back.
  | 1. Photo: not taken yet
  | 98. More
  | 0. Back
> 2
  | Please answer with 1, or with 0 to go back.
  | 1. Photo: not taken yet
  | 98. More
  | 0. Back
  | 99. Help
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 2. Another account
  | 3. Website password, Digital ID
  | 0. Back
> 29000001
  | Wrong account or password. Tries left: 4.
  | Account ****0001
  | Enter your 6-digit *222# password. Hide your screen.
  | 1. I forgot my password
  | 98. More
  | 0. Back
> 482915
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 00
  | Wanjiku: Ready for collection
  | 1. Track by reference number
  | 2. My applications
  | 3. My account
  | 4. Find a service
  | 5. Help
  | 6. Stay signed in for 30 days
> 2
  | My applications
  | 1. Passport renewal, 34 pages: Ready for collection
  | 0. Back
> 1
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Place: Nyayo House
  | Carry your ID, and your old passport if any.
  | 98. More
  | 0. Back
> 29000001
  | Please answer with a number from 1 to 2.
  | 1. Send me this by SMS
  | 2. Past steps
  | 98. More
  | 0. Back
> Wanjiku
  | Please answer with a number from 1 to 2.
  | 1. Send me this by SMS
  | 2. Past steps
  | 98. More
  | 0. Back
> 1990
  | Please answer with a number from 1 to 2.
  | 1. Send me this by SMS
  | 2. Past steps
  | 98. More
  | 0. Back
  | 99. Help
> 1
  | You will get an SMS about 1020 3040 5060. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Ready for collection at Nyayo House. Carry your ID, and your old passport if any.
> 482915
  | This session has ended. Please dial again.
  | Muda umekwisha. Tafadhali piga tena.
  (end)
> 482915
  | This session has ended. Please dial again.
  | Muda umekwisha. Tafadhali piga tena.
  (end)
