What is misspelt is found all the same

phone 0755000012
dial *222*4*pasport#
dial *222*4#
> drivng lisense
dial *222*4#
> birth certficate
dial *222*4#
> good conduct
> police clearance
> p
> 7
> 1
