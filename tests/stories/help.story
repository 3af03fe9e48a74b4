Help, page by page

phone 0755000001
dial *222#
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
> 4
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Check a reference
  | 3. Account and password
  | 4. SMS words
  | 5. SMS alerts
  | 6. What needs the portal
  | 0. Back
> 1
  | eCitizen: call +254 20 7903260 day and night, or write to support@ecitizen.go.ke.
  | Huduma Kenya: call 1919, Mon-Fri 7am-9pm.
  | 0. Back
> 0
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Check a reference
  | 3. Account and password
  | 4. SMS words
  | 5. SMS alerts
  | 6. What needs the portal
  | 0. Back
> 2
  | Your reference is on your receipt and in our SMS.
  | Dial *222# and choose 1, dial *222*1*102030405060# at once, or text it to 22222.
  | 0. Back
> 0
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Check a reference
  | 3. Account and password
  | 4. SMS words
  | 5. SMS alerts
  | 6. What needs the portal
  | 0. Back
> 3
  | Register with your ID: dial *222#, Register. Password forgotten: Sign in, I forgot my password; a code comes by SMS. New number: a Huduma
  | 98. More
  | 0. Back
> 5
  | There is nothing to choose on this page.
  | 98. More
  | 0. Back
> 0
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Check a reference
  | 3. Account and password
  | 4. SMS words
  | 5. SMS alerts
  | 6. What needs the portal
  | 0. Back
> 4
  | Text to 22222:
  | your reference: its status
  | HELP: how to use this
  | STOP: no alerts
  | START: alerts again
  | LANG EN or LANG SW: language
  | 98. More
  | 0. Back
> 0
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Check a reference
  | 3. Account and password
  | 4. SMS words
  | 5. SMS alerts
  | 6. What needs the portal
  | 0. Back
> 5
  | We text you each time an application of yours moves.
  | No more alerts: text STOP to 22222. Alerts again: text START.
  | 0. Back
> 00
  | Welcome to eCitizen
  | 1. Check a reference
  | 2. Register
  | 3. Sign in
  | 4. Help
  | 5. Kiswahili
