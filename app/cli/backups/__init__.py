"""The commands for the day on which a machine is lost: a copy of the database, and the copy put back."""
