Five look-ups in the registry a day from one phone

phone 0712000019
dial *222*2*1*29000001*Wanjiru*1990#
  | 29000001 Wanjiru, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | These details do not match the official records. Check the number, the FIRST name and the year, or ask at a Huduma Centre.
  | 1. Try again
  | 0. Back
dial *222*2*1*29000001*Wanjiru*1991#
  | 29000001 Wanjiru, 1991. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | These details do not match the official records. Check the number, the FIRST name and the year, or ask at a Huduma Centre.
  | 1. Try again
  | 0. Back
dial *222*2*1*29000001*Wanjiru*1992#
  | 29000001 Wanjiru, 1992. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | These details do not match the official records. Check the number, the FIRST name and the year, or ask at a Huduma Centre.
  | 1. Try again
  | 0. Back
dial *222*2*1*29000001*Wanjiru*1993#
  | 29000001 Wanjiru, 1993. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | These details do not match the official records. Check the number, the FIRST name and the year, or ask at a Huduma Centre.
  | 1. Try again
  | 0. Back
dial *222*2*1*29000001*Wanjiru*1994#
  | 29000001 Wanjiru, 1994. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | These details do not match the official records. Check the number, the FIRST name and the year, or ask at a Huduma Centre.
  | 1. Try again
  | 0. Back
dial *222*2*1*29000001*Wanjiku*1990#
  | 29000001 Wanjiku, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | This phone has asked the register too often today. Nothing was saved. Please try again tomorrow.
  (end)
wait 24 hours
dial *222*2*1*29000001*Wanjiku*1990#
  | 29000001 Wanjiku, 1990. Correct?
  | We keep this, your number and applications to serve you.
  | 1. Yes, I agree
  | 2. SMS me more
  | 3. I disagree
  | 0. Back
  | 00. Home
> 1
  | Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.
  | 0. Back
