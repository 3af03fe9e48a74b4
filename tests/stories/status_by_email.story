The account's confirmed address hears of each step too; of another phone's application only once the account is proven

account of citizen 29000001 on 0700000001 with password 482915
address of citizen 29000001 is wanjiku@example.com
phone 0700000001
agency dis moves 102030405060 to collected
  < eCitizen 1020 3040 5060: Passport renewal, 34 pages. Collected. If it was not you, call +254207903260.
  @ wanjiku@example.com: eCitizen 1020 3040 5060: Collected
  @ Service: Passport renewal, 34 pages (Immigration)
  @ Reference: 1020 3040 5060
  @ Status: Collected, 23 Nov 2026
  @ Next: If it was not you, call +254207903260.
  @ Dial *222# or text the reference to 22222. Help: +254 20 7903260.
