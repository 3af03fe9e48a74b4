"""Finding a service by what is typed, in the memory of one process."""
