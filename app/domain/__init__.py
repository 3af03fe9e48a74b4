"""The core: applications, accounts and the messages about them. SQLAlchemy models and functions on a Session."""
