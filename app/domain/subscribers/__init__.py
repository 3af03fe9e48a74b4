"""A phone as a subscriber: its language, its alerts, its wish to be called."""
