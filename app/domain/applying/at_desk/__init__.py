"""Applying at a desk: a member of staff fills in the form for a person before them, who agreed to it."""
