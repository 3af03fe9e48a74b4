"""The variables that tell the tests of one process in thousands what is ready for them.

No imports of ours: the process that starts the others has none of the code that it puts faults into.
"""

from typing import Final

FILLED: Final = "FILLED_SQLITE_FILE"
"""A SQLite file to copy, migrated and filled."""
REDIS: Final = "EMPTY_REDIS_URL"
"""A Redis that is nobody else's meanwhile."""
FOLDER: Final = "MUTANTS_FOLDER"
"""The folder of a run of mutants: in it, `redis-*/url` for each worker, and what the tests write."""
