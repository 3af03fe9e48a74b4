"""The audit trail: who did what, chained, anchored and proved."""
