"""A pytest plugin for runs of mutants (`-p tests.mutants.given`): hashes of passwords are cheap, and may wait long.

In the product a hash that waits for a core for a second is refused as busy. On a busy machine that would fail a test,
and its mutant would look noticed.
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
