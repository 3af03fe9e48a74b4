Questions and answers

phone 0755000025
dial *222#
> 5
> 3
> 1
> 0
> 98
> 7
> 0
> 00
speaks sw
dial *222*5*3*1#
> 0
