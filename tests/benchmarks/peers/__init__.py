"""Other frameworks for USSD in Python, measured beside Lango on the same four steps: `make bench-peers`."""
