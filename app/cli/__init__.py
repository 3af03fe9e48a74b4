"""The commands: `flask --app wsgi ...`. One file for each group."""
