"""Full-text search of the services, with an index in the memory of each process."""
