Nothing of that name: the nearest, and the way to browse

phone 0755000014
dial *222#
> 4
> qwxzv
> 98
> 6
> 1
> 0
> 0
> 0
> 4
> qwxzv
> 1
> 9
