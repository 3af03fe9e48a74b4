By county: its services, and where its people are helped

phone 0755000017
dial *222#
> 4
> 3
> nairobi
> 1
> 1
> 0
> 0
> 2
> 1
dial *222*4*3*turk#
> 1
