FIND by SMS: the best three, a number or MORE texted back, the code of a service

phone 0755000020
text FIND passport
wait 5 seconds
text 2
wait 5 seconds
text more
wait 5 seconds
text 5
wait 5 seconds
text 99
wait 5 seconds
text FIND
text find qwxzv
text good-conduct
text Good conduct
wait 2 hours
text MORE
text 2
text FIND birth certificate
