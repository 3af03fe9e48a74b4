A thief puts two references into each answer, and hides them among words: each counts; what is texted, with a sender that can be forged, counts apart

phone 0733000091
dial *222*1#
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> 555500001112 555500002229
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> ref 555500003331 and 555500004447
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
> M-PESA SJK1A2B3C4
  | This looks like an M-PESA code. Enter the reference, or go to Help.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> my number 555500005552
  | We did not find that reference number. Check your receipt, or ask the office.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
> 222244442222
  | Too many unknown numbers. Wait an hour, sign in, or call +254 20 7903260.
  | Enter your reference number, such as 1020 3040 5060
  | 0. Back
  | 99. Help
text 222244442222
  < eCitizen 2222 4444 2222: Driving licence renewal, 3 years. Waiting to be processed. You need not do anything. We will SMS you.
phone 0700000001
dial *222*1*222244442222#
  | Driving licence renewal, 3 years
  | Waiting to be processed, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | 2222 4444 2222
  | 1. SMS me this
  | 0. Back
