Cheti cha tabia njema, alama za vidole makao makuu ya DCI

account of citizen 29000005 on 0712000002 with password 482915
phone 0712000002
speaks sw
dial *222*4#
  | Andika huduma, kama pasipoti. Bila herufi? Bonyeza kitufe cha kila herufi mara moja: 72747684
  | 1. Kwa aina
  | 2. Kwa ofisi
  | 3. Kwa kaunti
  | 0. Rudi
> cheti cha tabia njema
  | Chagua au andika tena
  | 1. Cheti cha tabia njema (polisi)
  | 2. Cheti cha tabia njema, wageni
  | 0. Rudi
> 1
  | Cheti cha maadili (kibali cha polisi)
  | DCI
  | KES 1,050
  | Siku za kazi: 14
  | 1. Omba kwa simu hii
  | 2. Gharama
  | 3. Hati
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Akaunti ****0005
  | Weka nenosiri la *222#, tarakimu 6. Ficha skrini.
  | 1. Nimesahau nenosiri
  | 2. Akaunti nyingine
  | 98. Zaidi
  | 0. Rudi
  | 00. Mwanzo
> 482915
  | Cheti cha tabia njema (polisi)
  | KES 1,050
  | Siku za kazi: 14
  | Utachukuliwa alama za vidole. Uwe na kitambulisho.
  | 1. Anza
  | 2. Si sasa
  | 0. Rudi
> 1
  | Unakihitaji kwa nini?
  | 1. Kazi
  | 2. Safari au viza
  | 3. Masomo
  | 4. Leseni au zabuni
  | 5. Jambo lingine
  | 0. Rudi
> 2
  | Utatoa alama za vidole wapi?
  | 1. Kituo cha Huduma
  | 2. Makao makuu ya DCI, Nairobi
  | 0. Rudi
> 2
  | Kwa ajili ya: Safari au viza
  | Alama za vidole: Makao makuu ya DCI, Nairobi
  | KES 1,050
  | 1. Wasilisha
  | 2. Badilisha jibu
  | 0. Rudi
  | 00. Mwanzo
> 1
  | Tayari. Nambari ya kumbukumbu: {reference}
  | Itunze. Tutakutumia SMS.
  | Vya kupeleka: soma SMS.
  | 1. Lipa KES 1,050 sasa
  | 2. Lipa baadaye
  | 0. Rudi
  < eCitizen {reference}: Cheti cha tabia njema (polisi). Yanasubiri malipo. Lipa KES 1,050: piga *222*1*{reference}# Hifadhi nambari hii.
  < eCitizen {reference}: Kufikia 23 Des 2026 nenda Makao makuu ya DCI, Nairobi kutoa alama za vidole, bila miadi. Beba kitambulisho na nakala, nakala 2 za ankara, fomu C24 (hupatikana hapo pia).
agency dci moves {reference} to submitted
  < eCitizen {reference}: Cheti cha tabia njema (polisi). Maombi yamewasilishwa. Fuata SMS yetu: ubebe nini, wapi na lini.
agency dci moves {reference} to processing
  < eCitizen {reference}: Cheti cha tabia njema (polisi). Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency dci moves {reference} to completed
  < eCitizen {reference}: Cheti cha tabia njema (polisi). Cheti kiko tayari. Kichapishe cyber au Huduma ndani ya miezi 6.
