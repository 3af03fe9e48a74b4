"""Environment variables that name the resources which are ready for the tests of thousands of short processes.

Imports nothing of ours: the process that starts the others must not load the code that is mutated.
"""

from typing import Final

FILLED: Final = "FILLED_SQLITE_FILE"
"""A SQLite file to copy, migrated and filled."""
REDIS: Final = "EMPTY_REDIS_URL"
"""The URL of a Redis that no other process uses meanwhile."""
FOLDER: Final = "MUTANTS_FOLDER"
"""The folder of a run of mutants: in it, `redis-*/url` for each worker, and what the tests write."""
