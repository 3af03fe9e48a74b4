Kutafuta huduma kwa Kiswahili

phone 0755000011
speaks sw
dial *222#
> 4
> leseni ya kuendesha
> 1
> 1
> 0
> 2
> 0
> 3
> 0
> 4
dial *222*4*pasipoti#
dial *222*4#
> cheti cha kuzaliwa
