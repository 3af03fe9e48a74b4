The SMS about a long note of a reference in digits gives the code that leads straight to it

phone 0700000002
agency ntsa moves 222244442222 to needs_action, note The medical certificate that you handed in has no stamp of the doctor and no date. Please bring one that is stamped, signed and dated, not older than three months, to any NTSA office or to a Huduma Centre.
  < eCitizen 2222 4444 2222: Driving licence renewal, 3 years. Action needed. Take to the office what it asked for. Details: dial *222*1*222244442222#
