"""Idempotency: what may come twice is done once: hops, requests of agencies, records of the spool."""
