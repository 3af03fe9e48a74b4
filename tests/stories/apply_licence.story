A driving licence is renewed in nine hops

account of citizen 29000002 on 0712000002 with password 482915
phone 0712000002
dial *222#
> 4
> driving licence renewal 3 years
> 1
> 482915
> 1
> DL-123456
> 1
