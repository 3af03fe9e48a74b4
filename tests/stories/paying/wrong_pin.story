A wrong PIN, no money, a prompt that is cancelled and one that nobody answers: each is told, and how to try again

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
dial *222*4#
> driving licence renewal 3 years
> 1
> 1
> 482915
> 1
> DL-123456
> 1
> 1
> 1
M-PESA asks 0712000002
0712000002 enters a wrong PIN
dial *222*1*{reference}#
> 1
> 1
M-PESA asks 0712000002
0712000002 has no money
dial *222*1*{reference}*1#
> 1
M-PESA asks 0712000002
0712000002 cancels
dial *222*1*{reference}*1#
> 1
M-PESA asks 0712000002
0712000002 does not answer
dial *222*1*{reference}*1#
> 1
M-PESA asks 0712000002
0712000002 enters the PIN
dial *222*1*{reference}#
