The alerts of a phone that reads Kiswahili

phone 0744000002
speaks sw
agency nrb records national-id-duplicate for 0744000002 as NRB-2026-77
  < eCitizen NRB-2026-77: Kitambulisho kilichopotea. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS. Hifadhi nambari hii.
agency nrb moves NRB-2026-77 to processing
  < eCitizen NRB-2026-77: Kitambulisho kilichopotea. Maombi yanashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency nrb moves NRB-2026-77 to needs_action, note Leta ripoti ya polisi
  < eCitizen NRB-2026-77: Kitambulisho kilichopotea. Kuna jambo unahitaji kufanya. Leta ripoti ya polisi.
agency nrb moves NRB-2026-77 to processing, stage in_process
  < eCitizen NRB-2026-77: Kitambulisho kilichopotea. Kinashughulikiwa. Huhitaji kufanya lolote. Tutakutumia SMS.
agency nrb moves NRB-2026-77 to ready_for_collection, stage ready, place Huduma Centre GPO
  < eCitizen NRB-2026-77: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
text hali nrb 2026 77
  < eCitizen NRB-2026-77: Kitambulisho kilichopotea. Kiko tayari kuchukuliwa, Huduma Centre GPO. Nenda na kadi yako ya kusubiri kukichukua.
