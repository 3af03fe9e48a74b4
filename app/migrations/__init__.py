"""The database's migrations, and what runs them."""
