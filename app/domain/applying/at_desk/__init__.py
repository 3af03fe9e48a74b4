"""Applying at a desk: a member of staff fills in the form for a person who is present and has consented."""
