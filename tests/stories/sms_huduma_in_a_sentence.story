A Huduma Centre is found in a sentence; without a place the town is asked for

phone 0733000071
text huduma ya Kitui iko wapi
  < eCitizen: Huduma Centre Kitui: Post Office, opposite Catholic Church, Kitui. Wazi Jumatatu-Ijumaa saa 2 asubuhi-11 jioni. Simu 1919.
text where is the huduma centre in Embu
  < eCitizen: Huduma Centre Embu: Post Office, next to County Commissioner's Office, Meru-Nairobi Highway, Embu. Open Mon-Fri 07:00-19:00. Call 1919.
text HUDUMA iliyo karibu na mimi
  < eCitizen: tuma HUDUMA na mji, kama HUDUMA Thika.
text HUDUMA Malindi
  < eCitizen: Huduma Centre Kilifi: County Commissioner Office, Kilifi Town. Wazi Jumatatu-Ijumaa saa 2 asubuhi-11 jioni. Simu 1919.
text HUDUMA msa
  < Huduma Centre Mombasa: General Post Office, Digo Road, opposite Safaricom customer care, Mombasa. Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
text nataka huduma centre Nyeri tafadhali
  < eCitizen: Huduma Centre Nyeri: Former Provincial Commissioner's Office, Nyeri Town. Wazi Jumatatu-Ijumaa saa 1 asubuhi-1 usiku. Simu 1919.
