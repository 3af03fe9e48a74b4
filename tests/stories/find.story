Find a service: typed, chosen, and all about it

phone 0755000010
dial *222#
> 4
> passport
> 98
> 0
> 1
> 1
> 0
> 2
> 0
> 3
> 1
> 0
> 0
> 0
> 0
> logbook
> 00
