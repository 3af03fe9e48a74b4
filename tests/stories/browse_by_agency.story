By agency: by name, by first letters, by what people call it

phone 0755000016
dial *222#
> 4
> 2
> 98
> ntsa
> 0
> immigration
> 1
> 00
> 4
> 2
> 7242
> 0
> zz
