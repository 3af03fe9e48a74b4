An e-mail address given and confirmed by SMS

account of citizen 29000001 on 0712000031 with password 482915
phone 0712000031
text email
  < eCitizen: text EMAIL and your address, such as EMAIL wanjiku@example.com.
text EMAIL wanjiku@example
  < eCitizen: text EMAIL and your address, such as EMAIL wanjiku@example.com.
text email wanjiku@example.com
  < eCitizen: a code is on its way to wanjiku@example.com. Text EMAIL and the code to confirm it.
  @ wanjiku@example.com: eCitizen
  @ Your eCitizen code is {code}. It is good for a day. Enter it under My account (dial *222#), or text EMAIL {code} to 22222.
text email 000000
  < eCitizen: that code is not right, or it is void.
text Email {code}
  < eCitizen: your e-mail address is confirmed.
phone 0712000032
text email me@example.com
  < eCitizen: this phone holds no account, or several. Dial *222#, sign in, My account.
phone 0700000001
text email me@example.com
  < eCitizen: this phone holds no account, or several. Dial *222#, sign in, My account.
