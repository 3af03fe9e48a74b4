Help, page by page

phone 0755000001
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
> 0
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
  | 0. Back
> 4
  | Your reference number is on your receipt and in our SMS.
  | Dial *222# and choose 1, or dial *222*1*102030405060#, or text it to 22222.
  | 0. Back
> 0
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
  | 0. Back
> 5
  | Register with your ID: dial *222#, Register. Password forgotten: Sign in, I forgot my password; a code comes by SMS. New number: a Huduma
  | 98. More
  | 0. Back
> 5  # no such line
  | There is nothing to choose on this page.
  | 98. More
  | 0. Back
> 0
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
  | 0. Back
> 6
  | Text to 22222:
  | your reference: its status
  | FIND and a word: services
  | ASK and a question: staff answer
  | HUDUMA and a town: its centre
  | 98. More
  | 0. Back
> 0
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
  | 0. Back
> 7
  | We SMS you each time your application moves to a new step.
  | To stop: text STOP to 22222. To start again: text START.
  | 0. Back
> 00
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
dial *222*5*8#
  | For a Digital ID, or a service that needs a photo or a file, use www.ecitizen.go.ke. A Huduma Centre can help you.
  | 0. Back
dial *222*5*9#
  | Dial *222#, choose 1, your reference, Pay: then M-PESA asks for your PIN. Paid and no SMS? Choose I have paid there. Never pay twice.
  | 0. Back
