Registered with somebody's document on another phone: the thief's address hears nothing of the owner's application

account of citizen 29000001 on 0788009999 with password 482915, unproven
address of citizen 29000001 is thief@else.com
phone 0700000001
agency dis moves 102030405060 to collected
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Collected. If it was not you, call +254207903260.
