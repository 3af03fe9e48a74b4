"""What is kept of a session in the database, and the operator's notice on its first screen."""
