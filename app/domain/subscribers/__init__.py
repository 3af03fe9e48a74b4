"""A phone as a subscriber: its language, its alerts, its call requests."""
