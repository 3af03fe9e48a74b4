HUDUMA namba is no town: what became of the Huduma Namba, by SMS and in the menu

phone 0733000179
text HUDUMA namba
  < eCitizen: Huduma Namba: Haitolewi tena: Maisha Namba imechukua nafasi yake. Utapewa na kitambulisho kipya, kwa msajili au Huduma Centre.
text huduma number
  < eCitizen: Huduma Namba: No longer given: the Maisha Namba has replaced it. You get one with a new ID, from a registrar or Huduma Centre.
text Huduma card
  < eCitizen: Huduma Namba: Haitolewi tena: Maisha Namba imechukua nafasi yake. Utapewa na kitambulisho kipya, kwa msajili au Huduma Centre.
text HUDUMA Thika
  < eCitizen: Huduma Centre Kiambu (Thika): Assistant County Commissioner Office, opposite Thika Stadium. Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> huduma namba
  | Huduma Namba
  | No longer given: the Maisha Namba has replaced it. You get one with a new ID, from a registrar or Huduma Centre.
  | 98. More
  | 0. Back
phone 0733000180
text nimeibiwa
  < eCitizen:
  < 1 Kuripoti uhalifu au wizi
  < 2 Abstrakti ya polisi
  < Tuma nambari kupata maelezo.
text nimeibiwa simu
  < eCitizen:
  < 1 Kuripoti uhalifu au wizi
  < 2 Abstrakti ya polisi
  < Tuma nambari kupata maelezo.
text FIND leaving certificate
  < eCitizen: School leaving certificate: Given by the head of the school you left. School closed: the sub-county education office. Lost KCSE or KCPE: KNEC.
text deed poll
  < eCitizen: Change of name by deed poll: An advocate draws up the deed poll. The Registrar of Documents registers it; then it is put in the Kenya Gazette.
text TAFUTA leseni ya pombe
  < eCitizen: Leseni ya kuuza pombe: Kila kaunti hutoa leseni za baa na pombe. Omba katika ofisi ya vileo ya kaunti au kaunti ndogo yako.
text uraia pacha
  < eCitizen: Uraia na uraia pacha: Omba katika fns.immigration.go.ke kwa akaunti ya eCitizen; peleka fomu Nyayo House au ubalozi wa Kenya.
