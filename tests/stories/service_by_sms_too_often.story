SMS are paid for by the public: ten an hour to a phone, and no more

phone 0755000019
dial *222*4*passport*1*4#
> 2
dial *222*4*passport*1*4#
> 2
dial *222*4*passport*1*4#
> 2
dial *222*4*passport*1*4#
> 2
dial *222*4*passport*1*4#
> 2
dial *222*4*passport*1*4#
> 2
> 0
> 1
wait 1 hour
dial *222*4*passport*1*4#
> 1
