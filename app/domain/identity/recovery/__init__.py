"""Account recovery, and what it depends on: the e-mail address, the phone, the SIM."""
