On a phone without letters: the digits of the keys, and a nought for the space

phone 0755000013
dial *222#
> 4
> 72777678
> 1
dial *222*4*72777678*1#
dial *222*4*46630266*1*1#
dial *222*4*1*1#
