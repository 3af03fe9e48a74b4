A word that changes something stands nearly alone: a sentence that begins with it changes nothing

phone 0744000032
agency dis records passport-new-34 for 0744000032 as EPP1-G1G2G3G4
  < eCitizen EPP1-G1G2G3G4: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
text Stop the thieves at your office
  < eCitizen: text your reference for its status, FIND and a service, or dial *222#. STOP: no alerts. LANG SW: Kiswahili. Call +254 20 7903260 or 1919.
text The end of the month is too late
text Cancel my passport application
text don't stop
agency dis moves EPP1-G1G2G3G4 to processing
  < eCitizen EPP1-G1G2G3G4: New passport, 34 pages. Processing. You need not do anything. We will SMS you.
text please stop sending me these messages
  < eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.
agency dis moves EPP1-G1G2G3G4 to ready_for_collection, place Nyayo House
text Start my business today
  < eCitizen:
  < 1 Business name registration
  < 2 Private company registration
  < 3 Data controller registration
  < Text a number for details, MORE for others.
agency dis moves EPP1-G1G2G3G4 to collected
text opt in
  < eCitizen: you will get status alerts by SMS again. To stop them, text STOP.
