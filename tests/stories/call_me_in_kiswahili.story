Mwananchi anaomba kupigiwa simu

phone 0755000042
speaks sw
dial *222*5#
  | Msaada
  | 1. Tupigie au tuandikie
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Fuatilia ombi kwa nambari
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
> 1
  | Piga +254 20 7903260 wakati wowote, au support@ecitizen.go.ke.
  | Huduma: 1919, Jumatatu-Ijumaa 1 asubuhi-3 usiku.
  | 1. Nipigieni simu
  | 2. Uliza swali
  | 0. Rudi
> 1
  | Tutapiga +2547******42. Kuhusu nini?
  | 1. Ombi
  | 2. Malipo
  | 3. Akaunti yangu
  | 4. Jingine
  | 0. Rudi
  | 00. Mwanzo
> 0
  | Piga +254 20 7903260 wakati wowote, au support@ecitizen.go.ke.
  | Huduma: 1919, Jumatatu-Ijumaa 1 asubuhi-3 usiku.
  | 1. Nipigieni simu
  | 2. Uliza swali
  | 0. Rudi
> 1
  | Tutapiga +2547******42. Kuhusu nini?
  | 1. Ombi
  | 2. Malipo
  | 3. Akaunti yangu
  | 4. Jingine
  | 0. Rudi
  | 00. Mwanzo
> 5  # no such line
  | Tafadhali jibu kwa nambari 1 hadi 4.
  | Tutapiga +2547******42. Kuhusu nini?
  | 1. Ombi
  | 2. Malipo
  | 3. Akaunti yangu
  | 4. Jingine
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tutapiga +2547******42, kwa Kiswahili.
  (end)
dial *222*5*1*1#
  | Tunalo ombi lako la 12:00, na tutapiga +2547******42.
  | 0. Rudi
  | 00. Mwanzo
