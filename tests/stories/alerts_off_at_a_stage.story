An agency sends no SMS at a stage: none comes, whoever asks is told, and the first SMS of an application comes all the same

phone 0744000003
agency dis sends no SMS at processing of passport
agency dis sends no SMS at submitted of passport
agency dis records passport-new-34 for 0744000003 as EPP1-C3D4E5F6
  < eCitizen EPP1-C3D4E5F6: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
agency dis moves EPP1-C3D4E5F6 to processing
sms
text EPP1-C3D4E5F6
  < eCitizen EPP1-C3D4E5F6: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
dial *222*1*EPP1-C3D4E5F6#
  | New passport, 34 pages
  | Processing, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | EPP1-C3D4E5F6
  | 1. SMS me this
  | 0. Back
agency dis moves EPP1-C3D4E5F6 to needs_action, note Bring your birth certificate
  < eCitizen EPP1-C3D4E5F6: New passport, 34 pages. Action needed. Bring your birth certificate.
