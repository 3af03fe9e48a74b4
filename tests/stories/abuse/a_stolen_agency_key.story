A thief has the key of the licensing agency, and writes to the citizens under its name

phone 0700000002
agency ntsa moves 222244442222 to ready_for_collection, note Pay KES 500 at http://ntsa-pay.example first
agency ntsa moves 222244442222 to ready_for_collection, place See bit . ly / dl2026
agency ntsa moves 222244442222 to ready_for_collection, note Reply with your 6 digit password to get it
agency ntsa moves 222244442222 to ready_for_collection, note Tuma nambari yako ya siri kwa SMS
agency ntsa moves 222244442222 to ready_for_collection, note Lipa kwa paybill 5 5 5 5 5 5
agency ntsa moves 222244442222 to ready_for_collection, note Send KES 300 to 0712 345 678 for quick service
agency ntsa moves 222244442222 to ready_for_collection, note Dial *334# to confirm
agency ntsa moves 102030405060 to collected
agency ntsa moves 102030405070 to collected
sms
text 222244442222
agency ntsa moves 222244442222 to ready_for_collection, place Huduma Centre GPO, note Bring your old licence. 8.00-16.30.
