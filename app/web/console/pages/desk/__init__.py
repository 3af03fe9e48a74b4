"""The desk: the accounts of people who stand before it, with their document."""
