"""The rights of the person, how long things are kept, and new keys for what is sealed."""
