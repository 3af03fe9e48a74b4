"""Self-service: what a citizen does with what is theirs, and what a desk does for them. It may use every part below."""
