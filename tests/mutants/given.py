"""What a run of mutants gives to its tests: a database and a Redis that are ready, and hashes that cost little.

A plugin of pytest (`-p tests.mutants.given`). A hash that waits for a core for a second is told to come back: where the
machine is busy, a fault would look noticed. So hashes are cheap here, and are waited for.
"""

from typing import Final

from argon2 import PasswordHasher

from app.domain.identity import passwords

LONG: Final = 60.0
"""Seconds to wait for a hash."""


def pytest_configure() -> None:
    """Before the first test."""
    passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # type: ignore[misc]
    passwords.LONGEST_WAIT = LONG  # type: ignore[misc]
