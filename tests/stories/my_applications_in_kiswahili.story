Maombi yangu

account of citizen 7000009 on 0700000005 with password 482915
phone 0700000005
dial *222#
  | Karibu eCitizen
  | 1. Fuatilia ombi kwa nambari
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 3
  | Akaunti ****009
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 3. Nenosiri la tovuti, Digital ID
  | 0. Rudi
> 482915
  | Mumbua: Kiko tayari kuchukuliwa
  | 1. Fuatilia ombi kwa nambari
  | 2. Maombi yangu
  | 3. Akaunti yangu
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. Baki umeingia siku 30
> 2
  | Maombi yangu
  | 1. Kitambulisho kilichopotea: Kiko tayari kuchukuliwa
  | 0. Rudi
> 1
  | Kitambulisho kilichopotea
  | Kiko tayari kuchukuliwa, 23 Nov 2026
  | Huduma Centre GPO
  | Nenda na kadi yako ya kusubiri kukichukua.
  | 2222 7777 0000
  | 98. Zaidi
  | 0. Rudi
> 2
  | 23 Nov 2026 Kiko tayari kuchukuliwa
  | 23 Nov 2026 Maombi yanashughulikiwa
  | 23 Nov 2026 Maombi yamewasilishwa
  | 0. Rudi
  | 00. Mwanzo
> 00
  | Mumbua: Kiko tayari kuchukuliwa
  | 1. Fuatilia ombi kwa nambari
  | 2. Maombi yangu
  | 3. Akaunti yangu
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. Baki umeingia siku 30
> 3
  | Akaunti yangu
  | 1. Maelezo tunayohifadhi
  | 2. Barua pepe
  | 3. Nambari ya simu
  | 4. Badilisha nenosiri
  | 5. Arifa za SMS
  | 98. Zaidi
  | 0. Rudi
> 1
  | Mumbua
  | Hati: ****009
  | Kuzaliwa: 1961
  | Simu: +2547******05
  | Barua pepe: hakuna
  | Ulikubali 23 Nov 2026
  | 1. Picha: bado
  | 0. Rudi
> 0
  | Akaunti yangu
  | 1. Maelezo tunayohifadhi
  | 2. Barua pepe
  | 3. Nambari ya simu
  | 4. Badilisha nenosiri
  | 5. Arifa za SMS
  | 98. Zaidi
  | 0. Rudi
> 8
  | Ungependa kufunga akaunti? Maelezo yako yatafutwa, lakini maombi yako yatabaki.
  | 1. Hapana, usifunge
  | 2. Ndiyo, ifunge
  | 0. Rudi
> 1
  | Akaunti yangu
  | 1. Maelezo tunayohifadhi
  | 2. Barua pepe
  | 3. Nambari ya simu
  | 4. Badilisha nenosiri
  | 5. Arifa za SMS
  | 98. Zaidi
  | 0. Rudi
