A thief who has seen the password signs in on a phone of his own: the owner hears of it, though she wants no alerts

account of citizen 29000001 on 0712000010 with password 482915
phone 0712000010
text STOP
phone 0733000077
dial *222*3*1*29000001#
> 482915
> 1
phone 0712000010
sms
phone 0733000077
dial *222*3*1*29000001#
> 482915
phone 0712000010
sms
phone 0733000078
dial *222*3*1*29000001#
> 482915
phone 0712000010
sms
phone 0712000010
dial *222*3*1#
> 482915
sms
