A citizen asks a question under Help, looks where it stands, and adds to it by SMS

phone 0755000042
dial *222*5*1*2#
  | Type your question, with its reference if any. No password or PIN.
  | 0. Back
  | 00. Home
> Where is my passport?
  | Your question is {question}. The answer comes by SMS.
  (end)
dial *222*5*1*2#
  | Your questions:
  | {question} 23 Nov 2026: waits for an answer
  | 1. Ask another question
  | 0. Back
  | 00. Home
text {question} I applied in June
  < eCitizen: added to your question {question}. The answer comes by SMS.
text ASK
  < eCitizen: text ASK and your question in one SMS, at most 300 letters, without any password or code.
text ask my pin 482913 does not work
  < eCitizen: never give a password or code to any person. We did not keep it. If it was your password, dial *222#, My account, and change it.
wait 1 minute
dial *222*5*1*2#
  | Your questions:
  | {question} 23 Nov 2026: waits for an answer
  | 1. Ask another question
  | 0. Back
  | 00. Home
> 1
  | Type your question, with its reference if any. No password or PIN.
  | 0. Back
  | 00. Home
> Is the office in Nyeri open?
  | Your question is {question 2}. The answer comes by SMS.
  (end)
wait 1 minute
dial *222*5*1*2*1#
  | Type your question, with its reference if any. No password or PIN.
  | 0. Back
  | 00. Home
> May I pay in parts?
  | Your question is {question 3}. The answer comes by SMS.
  (end)
dial *222*5*1*2*1#
  | Type your question, with its reference if any. No password or PIN.
  | 0. Back
  | 00. Home
> And by bank?
  | We have your questions and answer them first. In a hurry? Call +254 20 7903260.
  (end)
