"""The audit trail: who did what, with MACs, as a hash chain, anchored outside of the database, and verified."""
