Who opened an account with somebody's ID and gave it an e-mail address gets no e-mail of what an office recorded for the owner's phone, and no note

phone 0744000001
account of citizen 29000001 on 0744000009 with password 482915, unproven
address of citizen 29000001 is thief@example.com
agency dis records passport-renew-34 for 0744000001 as EPP1-B2C3D4E5
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
agency dis moves EPP1-B2C3D4E5 to needs_action, note The certificate of your marriage is missing.
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Action needed. The certificate of your marriage is missing.
phone 0744000009
agency dis records passport-new-34 for 0744000009 as EPP1-B2C3D4E6
  < eCitizen EPP1-B2C3D4E6: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
  @ thief@example.com: eCitizen EPP1-B2C3D4E6: Submitted
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: EPP1-B2C3D4E6
  @ Status: Submitted, 23 Nov 2026
  @ Next: You need not do anything. We will SMS you. Keep this number.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
agency dis moves EPP1-B2C3D4E6 to needs_action, note The certificate of your marriage is missing.
  < eCitizen EPP1-B2C3D4E6: New passport, 34 pages. Action needed. The certificate of your marriage is missing.
  @ thief@example.com: eCitizen EPP1-B2C3D4E6: Action needed
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: EPP1-B2C3D4E6
  @ Status: Action needed, 23 Nov 2026
  @ Next: Take to the office what it asked for.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
