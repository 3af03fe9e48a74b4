A thief has the key of the licensing agency, and writes to the citizens under its name

phone 0700000002
agency ntsa moves 222244442222 to ready_for_collection, note Pay KES 500 at http://ntsa-pay.example first
  422 note: no link or address outside go.ke may stand in it; put a blank after a full stop
agency ntsa moves 222244442222 to ready_for_collection, place See bit . ly / dl2026
  422 place: no link or address outside go.ke may stand in it; put a blank after a full stop
agency ntsa moves 222244442222 to ready_for_collection, note Reply with your 6 digit password to get it
  422 note: nobody may be asked for a password, PIN, code or number in it
agency ntsa moves 222244442222 to ready_for_collection, note Tuma nambari yako ya siri kwa SMS
  422 note: nobody may be asked for a password, PIN, code or number in it
agency ntsa moves 222244442222 to ready_for_collection, note Lipa kwa paybill 5 5 5 5 5 5
  422 note: no paybill but 222222, no till, bank account or phone to pay to may stand in it
agency ntsa moves 222244442222 to ready_for_collection, note Send KES 300 to 0712 345 678 for quick service
  422 note: no paybill but 222222, no till, bank account or phone to pay to may stand in it
agency ntsa moves 222244442222 to ready_for_collection, note Dial *334# to confirm
  422 note: no code but ours may be dialled from it, and no foreign or premium number called or texted
agency ntsa moves 102030405060 to collected
  404 there is no application of this reference
agency ntsa moves 102030405070 to collected
  404 there is no application of this reference
sms
text 222244442222
  < eCitizen 2222 4444 2222: Driving licence renewal, 3 years. Waiting to be processed. You need not do anything. We will SMS you.
agency ntsa moves 222244442222 to ready_for_collection, place Huduma Centre GPO, note Bring your old licence. 8.00-16.30.
  < eCitizen 2222 4444 2222: Driving licence renewal, 3 years. Ready for collection at Huduma Centre GPO. Bring your old licence. 8.00-16.30.
