Maombi yangu

account of citizen 7000009 on 0700000005 with password 482915
phone 0700000005
dial *222#
  | Karibu eCitizen
  | 1. Angalia kumbukumbu
  | 2. Jisajili
  | 3. Ingia
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 3
  | Ingia
  | 1. Akaunti ****009
  | 2. Akaunti nyingine
  | 3. Nimesahau nenosiri
  | 0. Rudi
> 1
  | Weka nenosiri lako la tarakimu 6. Ficha skrini yako.
  | 0. Rudi
> 482915
  | Baki umeingia kwa siku 30 kwenye simu hii? Atakayeishika ataona maombi yako tu.
  | 1. Hapana
  | 2. Ndiyo
  | 0. Rudi
> 2
  | Maombi yangu
  | 1. Kitambulisho kilichopotea: Kiko tayari kuchukuliwa
  | 0. Rudi
> 1
  | Kitambulisho kilichopotea
  | Kiko tayari kuchukuliwa, 23 Nov 2026
  | Mahali: Huduma Centre GPO
  | Nenda na kadi yako ya kusubiri kukichukua.
  | 98. Zaidi
  | 0. Rudi
> 2
  | 23 Nov 2026 Kiko tayari kuchukuliwa
  | 23 Nov 2026 Yanashughulikiwa
  | 23 Nov 2026 Yamewasilishwa
  | 0. Rudi
  | 00. Mwanzo
> 00
  | Kitambulisho kilichopotea: Kiko tayari kuchukuliwa
  | 1. Angalia kumbukumbu
  | 2. Maombi yangu
  | 3. Akaunti yangu
  | 4. Tafuta huduma
  | 5. Msaada
  | 6. English
> 3
  | Akaunti yangu
  | 1. Tunachohifadhi
  | 2. Barua pepe
  | 3. Nambari ya simu
  | 4. Badilisha nenosiri
  | 5. Arifa za SMS
  | 6. Lugha
  | 98. Zaidi
  | 0. Rudi
> 1
  | Mumbua
  | Hati: ****009
  | Kuzaliwa: 1961
  | Simu: +2547******05
  | Barua pepe: hakuna
  | Ulikubali 23 Nov 2026
  | 0. Rudi
> 0
  | Akaunti yangu
  | 1. Tunachohifadhi
  | 2. Barua pepe
  | 3. Nambari ya simu
  | 4. Badilisha nenosiri
  | 5. Arifa za SMS
  | 6. Lugha
  | 98. Zaidi
  | 0. Rudi
> 9
  | Funga akaunti yako? Maelezo yako yatafutwa, si maombi yako.
  | 1. Hapana, ibaki
  | 2. Ndiyo, ifunge
  | 0. Rudi
> 1
  | Akaunti yangu
  | 1. Tunachohifadhi
  | 2. Barua pepe
  | 3. Nambari ya simu
  | 4. Badilisha nenosiri
  | 5. Arifa za SMS
  | 6. Lugha
  | 98. Zaidi
  | 0. Rudi
