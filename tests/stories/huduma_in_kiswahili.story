Vituo vya Huduma

phone 0755000024
speaks sw
dial *222*5*2*kisumu#
> 1
text HUDUMA mombasa
