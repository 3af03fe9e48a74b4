"""Edits of the catalogue in the console: parsed, checked against limits, recorded with the values before them."""
