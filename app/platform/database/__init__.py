"""The way to the database: its session, its types of columns, and selects that are compiled once."""
