STOP silences alerts and nothing else; START brings them back

phone 0744000003
agency dis records passport-new-34 for 0744000003 as EPP1-C3D4E5F6
  < eCitizen EPP1-C3D4E5F6: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
text stop
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
agency dis moves EPP1-C3D4E5F6 to processing
text EPP1-C3D4E5F6
  < eCitizen EPP1-C3D4E5F6: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
dial *222*1*EPP1-C3D4E5F6#
  | New passport, 34 pages
  | Processing, 23 Nov 2026
  | You need not do anything. We will SMS you.
  | EPP1-C3D4E5F6
  | 1. SMS me this
  | 0. Back
> 1
  | You will get an SMS about EPP1-C3D4E5F6. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen EPP1-C3D4E5F6: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
text START
  < eCitizen: you will get status alerts by SMS again. To stop them, text STOP.
agency dis moves EPP1-C3D4E5F6 to needs_action, note Bring your birth certificate
  < eCitizen EPP1-C3D4E5F6: New passport, 34 pages. Action needed. Bring your birth certificate.
