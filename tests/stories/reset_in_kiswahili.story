Nenosiri lililosahaulika

account of citizen 29000002 on 0712000021 with password 482915
phone 0712000021
speaks sw
dial *222#
  | Welcome to eCitizen
  | 1. Angalia kumbukumbu
  | 2. Register
  | 3. Sign in
  | 4. Msaada
  | 5. English
> 3
  | Sign in
  | 1. Account 2900****
  | 2. Another account
  | 3. I forgot my password
  | 0. Rudi
> 3
  | Forgot password. Which account?
  | 1. Kenyan citizen
  | 2. Resident (Alien ID)
  | 3. Refugee
  | 4. Diplomat
  | 5. Visitor (passport)
  | 0. Rudi
> 1
  | Enter your ID number or e-mail
  | 0. Rudi
  | 00. Mwanzo
> 29000002
  | Enter your year of birth, such as 1990
  | 0. Rudi
  | 00. Mwanzo
> 1984
  | If that is right, a code is on its way by SMS to the phone of the account. Dial *222# from this phone and enter it.
  (end)
  < eCitizen: your code is {code}. It is good for 5 minutes. Nobody of ours ever asks for it. Dial *222#.
dial *222#
  | You asked for a code to reset a password.
  | 1. Enter the code
  | 2. It did not come
  | 3. I have another phone now
  | 4. Not now
  | 0. Rudi
> 3
  | Take your ID to a Huduma Centre: the desk changes your phone number. Or call +254 20 7903260 or 1919.
  | 0. Rudi
> 0
  | You asked for a code to reset a password.
  | 1. Enter the code
  | 2. It did not come
  | 3. I have another phone now
  | 4. Not now
  | 0. Rudi
> 1
  | Enter the code of 6 digits
  | 0. Rudi
> {code}
  | Choose a password of 6 digits. Hide your screen. Not your M-PESA PIN, birthday, ID or phone number.
  | 0. Rudi
> 607318
  | Enter the same 6 digits again
  | 0. Rudi
> 607318
  | Your password is changed. Phones that stayed signed in are signed out. Dial *222# to sign in.
  (end)
  < eCitizen: your password was changed on 23 Nov 2026. Not you? Call +254 20 7903260 at once.
