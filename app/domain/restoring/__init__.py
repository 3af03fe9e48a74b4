"""After a restore from a backup: what may have been sent since the backup is held back, not sent twice."""
