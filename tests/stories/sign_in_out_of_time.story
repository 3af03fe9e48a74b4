After 150 seconds of a call no password is asked for either; a menu is still shown

account of citizen 29000001 on 0712000062 with password 482915
phone 0712000062
dial *222#
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
wait 151 seconds
> 5
  | Help with eCitizen
  | 1. Call or write to us
  | 2. Huduma Centres
  | 3. Questions and answers
  | 4. Track by reference number
  | 5. Account and password
  | 98. More
  | 0. Back
> 00
  | Welcome. Karibu eCitizen
  | 1. Track by reference number
  | 2. Register
  | 3. Sign in
  | 4. Find a service
  | 5. Help
  | 6. Kiswahili
> 3
  | The time of this call is nearly over. Dial *222# again to go on.
  (end)
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
