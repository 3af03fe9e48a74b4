A citizen asks to be called, and asks again

phone 0755000041
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 5
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
  | 0. Back
> 1
  | Call +254 20 7903260 day and night, or write to support@ecitizen.go.ke.
  | Huduma Kenya: 1919, Mon-Fri 7am-9pm.
  | 1. Call me
  | 2. Ask a question
  | 0. Back
> 1
  | We call +2547******41. What is it about?
  | 1. An application
  | 2. A payment
  | 3. My account
  | 4. Something else
  | 0. Back
  | 00. Home
> 2
  | We will call +2547******41, in English.
  (end)
again
  | We will call +2547******41, in English.
  (end)
dial *222*5*1#
  | Call +254 20 7903260 day and night, or write to support@ecitizen.go.ke.
  | Huduma Kenya: 1919, Mon-Fri 7am-9pm.
  | 1. Call me
  | 2. Ask a question
  | 0. Back
> 1
  | We have your request of 12:00, and will call +2547******41.
  | 0. Back
  | 00. Home
dial *222*5*1*1#
  | We have your request of 12:00, and will call +2547******41.
  | 0. Back
  | 00. Home
staff have called
dial *222*5*1*1#
  | We call +2547******41. What is it about?
  | 1. An application
  | 2. A payment
  | 3. My account
  | 4. Something else
  | 0. Back
  | 00. Home
> 1
  | We will call +2547******41, in English.
  (end)
staff have called
dial *222*5*1*1#
  | We call +2547******41. What is it about?
  | 1. An application
  | 2. A payment
  | 3. My account
  | 4. Something else
  | 0. Back
  | 00. Home
> 3
  | We will call +2547******41, in English.
  (end)
staff have called
dial *222*5*1*1#
  | We call +2547******41. What is it about?
  | 1. An application
  | 2. A payment
  | 3. My account
  | 4. Something else
  | 0. Back
  | 00. Home
> 4
  | You have asked three times in a day. Please call +254 20 7903260.
  (end)
