An agency records an application and moves it; the citizen hears of each step

phone 0744000001
agency dis records passport-renew-34 for 0744000001 as EPP1-B2C3D4E5
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
report Success
agency dis moves EPP1-B2C3D4E5 to needs_action, stage biometrics, place Nyayo House
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Fingerprints and photo needed at Nyayo House. Book a day. Carry your original documents.
agency dis moves EPP1-B2C3D4E5 to processing
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Processing. You need not do anything. We will SMS you.
agency dis moves EPP1-B2C3D4E5 to processing, stage printed
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Passport printed. Wait for our SMS before you go for it.
agency dis moves EPP1-B2C3D4E5 to ready_for_collection, place Nyayo House, note Counter 4: bring two copies of your old passport
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Ready for collection at Nyayo House. Counter 4: bring two copies of your old passport.
dial *222*1*EPP1-B2C3D4E5#
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Immigration: Counter 4: bring two copies of your old passport
  | 98. More
  | 0. Back
phone 0744000009
dial *222*1*EPP1-B2C3D4E5#
  | Passport renewal, 34 pages
  | Ready for collection, 23 Nov 2026
  | Nyayo House
  | Carry your ID, and your old passport if any.
  | EPP1-B2C3D4E5
  | 1. SMS me this
  | 0. Back
phone 0744000001
agency dis moves EPP1-B2C3D4E5 to completed
  409 an application cannot move from ready_for_collection to completed; it can move to collected, or to ready_for_collection with another stage
agency ntsa moves EPP1-B2C3D4E5 to collected
  404 there is no application of this reference
agency dis moves EPP1-B2C3D4E5 to collected
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Collected. If it was not you, call +254207903260.
