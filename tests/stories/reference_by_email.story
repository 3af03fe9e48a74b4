Whoever has confirmed an e-mail address gets the reference and each step there too, though the agency sent no address

phone 0744000001
account of citizen 29000001 on 0744000001 with password 482915
address of citizen 29000001 is wanjiku@example.com
agency dis records passport-renew-34 for 0744000001 as EPP1-B2C3D4E5
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
  @ wanjiku@example.com: eCitizen EPP1-B2C3D4E5: Submitted
  @ Service: Passport renewal, 34 pages (Immigration)
  @ Reference: EPP1-B2C3D4E5
  @ Status: Submitted, 23 Nov 2026
  @ Next: You need not do anything. We will SMS you. Keep this number.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
agency dis moves EPP1-B2C3D4E5 to processing
  < eCitizen EPP1-B2C3D4E5: Passport renewal, 34 pages. Processing. You need not do anything. We will SMS you.
  @ wanjiku@example.com: eCitizen EPP1-B2C3D4E5: Processing
  @ Service: Passport renewal, 34 pages (Immigration)
  @ Reference: EPP1-B2C3D4E5
  @ Status: Processing, 23 Nov 2026
  @ Next: You need not do anything. We will SMS you.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
phone 0744000009
agency dis records passport-new-34 for 0744000009 as EPP1-B2C3D4E6
  < eCitizen EPP1-B2C3D4E6: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
  @ wanjiku@example.com: eCitizen EPP1-B2C3D4E6: Submitted
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: EPP1-B2C3D4E6
  @ Status: Submitted, 23 Nov 2026
  @ Next: You need not do anything. We will SMS you. Keep this number.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
agency dis moves EPP1-B2C3D4E6 to needs_action, note Bring the letter of your chief.
  < eCitizen EPP1-B2C3D4E6: New passport, 34 pages. Action needed. Bring the letter of your chief.
  @ wanjiku@example.com: eCitizen EPP1-B2C3D4E6: Action needed
  @ Service: New passport, 34 pages (Immigration)
  @ Reference: EPP1-B2C3D4E6
  @ Status: Action needed, 23 Nov 2026
  @ Next: Take to the office what it asked for.
  @ Note: Bring the letter of your chief.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
phone 0744000001
agency dis records passport-renew-34 for 0744000001 as EPP1-B2C3D4E7 and office@example.com
  < eCitizen EPP1-B2C3D4E7: Passport renewal, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
  @ office@example.com: eCitizen EPP1-B2C3D4E7: Submitted
  @ Service: Passport renewal, 34 pages (Immigration)
  @ Reference: EPP1-B2C3D4E7
  @ Status: Submitted, 23 Nov 2026
  @ Next: You need not do anything. We will SMS you. Keep this number.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
