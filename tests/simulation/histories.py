"""One history from its seed: its citizens, its agency and its faults, run under a virtual clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from app.domain.staff import api_keys
from sessions import memory, store
from tests.conftest import Clock
from tests.faults.citizens import Citizen, people
from tests.faults.twins import cheap_passwords, settled_file
from tests.simulation.actors import Agency, Caller, Faults
from tests.simulation.world import World

CITIZENS: Final = [
    Citizen("+254700000001", people()[0], has_account=True),
    Citizen("+254700000002", people()[1], has_account=True, stays_signed_in=True),
    Citizen("+254700000003", people()[18]),
]


def settle_past(empty: Path, past: Path) -> Path:
    """A database with the sample people, two of whom have accounts; made from one with the catalogue alone."""
    with pytest.MonkeyPatch.context() as patch:
        cheap_passwords(patch)
        return settled_file(empty, past, CITIZENS)


@contextmanager
def history(seed: int, past: Path, folder: Path) -> Iterator[World]:
    """The world after a history has come to its end. Passwords cost nothing, and no copy of a hop waits for another."""
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        cheap_passwords(patch)
        patch.setattr(store, "PATIENCE", 0.0)
        patch.setattr(memory, "_now_ms", lambda: clock().timestamp() * 1000)
        database = folder / f"{seed}.db"
        database.write_bytes(past.read_bytes())
        world = World(seed, clock, database, folder / f"data-{seed}")
        with world.container.database.transaction() as session:
            key = api_keys.issue_key(session, "ntsa", actor="test")
        for number, citizen in enumerate(CITIZENS):
            Caller(world, citizen, number).begin()
        Agency(world, key).begin()
        Faults(world).begin()
        world.run()
        yield world
        world.container.database.close()
        database.unlink()
