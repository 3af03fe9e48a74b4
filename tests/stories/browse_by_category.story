By category: the most asked for first, narrowed by typing

phone 0755000015
dial *222#
> 4
> 1
> 98
> 0
> 2
> 98
> transfer
> 1
> 0
> nothing like this
> 0
> dri
