An agency's note comes in the language of the phone, in which the agency has written it too

phone 0744000001
speaks sw
agency dis records passport-renew-34 for 0744000001 as EPP1-B2C3D4E5
  < eCitizen EPP1-B2C3D4E5: Kuhuisha pasipoti, kurasa 34. Maombi yamewasilishwa. Huhitaji kufanya lolote. Tutakutumia SMS. Hifadhi nambari hii.
agency dis moves EPP1-B2C3D4E5 to needs_action, note Bring the letter of your chief., note_sw Nenda na barua ya chifu wako.
  < eCitizen EPP1-B2C3D4E5: Kuhuisha pasipoti, kurasa 34. Kuna jambo unahitaji kufanya. Nenda na barua ya chifu wako.
dial *222*1*EPP1-B2C3D4E5#
  | Kuhuisha pasipoti, kurasa 34
  | Kuna jambo unahitaji kufanya, 23 Nov 2026
  | Immigration: Nenda na barua ya chifu wako.
  | EPP1-B2C3D4E5
  | 1. Nitumie kwa SMS
  | 0. Rudi
phone 0744000002
agency dis records passport-renew-34 for 0744000002 as EPP1-B2C3D4E6
  < eCitizen EPP1-B2C3D4E6: Passport renewal, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
agency dis moves EPP1-B2C3D4E6 to needs_action, note Bring the letter of your chief., note_sw Nenda na barua ya chifu wako.
  < eCitizen EPP1-B2C3D4E6: Passport renewal, 34 pages. Action needed. Bring the letter of your chief.
phone 0744000001
agency dis moves EPP1-B2C3D4E5 to processing, note Fingerprints received.
  < eCitizen EPP1-B2C3D4E5: Kuhuisha pasipoti, kurasa 34. Maombi yanashughulikiwa. Fingerprints received.
