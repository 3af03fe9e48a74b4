A service by SMS: as many as the citizen agrees to

phone 0755000018
dial *222*4*passport*1#
> 4
> 2
dial *222*4*passport*1*4#
> 1
again
dial *222*4#
> nairobi business permit
> 1
> 1
> 0
> 2
> 0
> 98
> 4
dial *222*4*passport*1*4*1#
