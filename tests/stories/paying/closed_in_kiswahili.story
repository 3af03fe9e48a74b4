Where nobody takes money the fee is told, and paying is closed, in Kiswahili

paying is closed
222255550000 costs 900 and 50
phone 0700000004
speaks sw
dial *222*1*222255550000#
  | Usajili wa jina la biashara
  | Yanasubiri malipo, 23 Nov 2026
  | Ada KES 950. Bado hailipwi kwa simu.
  | 2222 5555 0000
  | 1. Nitumie kwa SMS
  | 0. Rudi
text 222255550000
  < eCitizen 2222 5555 0000: Usajili wa jina la biashara. Yanasubiri malipo. Ada KES 950. Bado hailipwi kwa simu.
text LIPA
  < eCitizen: lipa kwa paybill 222222 tu, akaunti: nambari ya ankara. Umelipa? Tuma nambari ya kumbukumbu. Hakuna jibu: piga +254 20 7903260.
text 222255550000 SJK1A2B3C4
  < eCitizen 2222 5555 0000: Usajili wa jina la biashara. Yanasubiri malipo. Ada KES 950. Bado hailipwi kwa simu.
text SJK1A2B3C4
  < eCitizen: huo ni ujumbe au msimbo wa malipo. Utunze; hatuwezi kuutafuta. Kujua kama yamefika, tuma nambari ya kumbukumbu. Msaada: +254 20 7903260.
dial *222*5#
  | Msaada
  | 1. Tupigie au tuandikie
  | 2. Vituo vya Huduma
  | 3. Maswali na majibu
  | 4. Fuatilia ombi kwa nambari
  | 5. Akaunti na nenosiri
  | 98. Zaidi
  | 0. Rudi
