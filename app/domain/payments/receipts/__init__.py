"""Money that came in: recognised, counted once for its application, given back, or put in front of people."""
