A text that names a service is answered as if FIND stood before it, a few times an hour

phone 0755000022
text passport renewal
wait 1 second
text 1
text Habari yako
text Habari
text hello
text your passport is ready at the office, please come
text driving licence
text birth certificate
text land search
text good conduct
text marriage
text business name
wait 1 hour
text business name
