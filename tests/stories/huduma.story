Huduma Centres: by county, by town, misspelt

phone 0755000023
dial *222#
> 5
> 2
> 98
> thika
> 1
dial *222*5*2*eldorett#
dial *222*5*2*nairobi#
> 3
> 0
> 0
> 1
> 0
> zzzz
> 0
> 00
