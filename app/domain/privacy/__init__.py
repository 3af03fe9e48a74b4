"""Privacy: rights of the data subject, retention periods, and key rotation."""
