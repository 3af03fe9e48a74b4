TAFUTA kwa SMS

phone 0755000021
text TAFUTA pasipoti
wait 5 seconds
text 1
wait 5 seconds
text zaidi
wait 5 seconds
text Tafuta leseni
text HUDUMA thika
text huduma ya ardhi
