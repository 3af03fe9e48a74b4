"""The time by the database's clock: machines whose own clocks differ agree on leases and lifetimes (fault F29).

A worker that is ten minutes ahead would end the leases of others, send messages again that wait for their report, and
let one-time codes expire before they are sent.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Engine, event

from app.platform.db import Clock, utc_now

LOOK_EVERY: Final = 60.0
"""Seconds after which the database's clock is read again, at the next checkout of a connection."""
JUMP: Final = 0.5
"""Seconds by which this machine's clock may jump (set by hand, by NTP, after a sleep) before it is read again."""


@dataclass(frozen=True)
class Look:
    """One reading of the clocks: the database's, this machine's, and its monotonic one."""

    there: datetime
    here: datetime
    monotonic: float

    def age(self) -> timedelta:
        """The time since this reading."""
        return timedelta(seconds=time.monotonic() - self.monotonic)


class DatabaseClock:
    """A clock that follows that of a PostgreSQL server; between two readings it advances by the monotonic clock.

    Until the first reading, and with SQLite (which is one machine), it is this machine's own.
    """

    def __init__(self, machine: Clock = utc_now) -> None:
        self._machine = machine
        self._last: Look | None = None
        self._engine: Engine | None = None

    def __call__(self) -> datetime:
        """The time now, in UTC."""
        engine, self._engine = self._engine, None
        if engine is not None:  # once, at the start
            with suppress(Exception), engine.connect():
                pass
        return self._last.there + self._last.age() if self._last else self._machine()

    def follow(self, engine: Engine) -> None:
        """Read this database's clock now and then, when a connection is taken from the pool anyway."""
        if engine.dialect.name == "postgresql":
            event.listen(engine, "checkout", self._look)
            self._engine = engine

    def _look(self, connection: Any, *_: object) -> None:
        if self._last and self._is_good(self._last):
            return
        with suppress(Exception):  # a broken connection raises where it is used
            began = time.monotonic()
            there = connection.execute("SELECT clock_timestamp()").fetchone()[0]
            connection.rollback()
            over = time.monotonic()
            self._last = Look(there + timedelta(seconds=(over - began) / 2), self._machine(), over)

    def _is_good(self, last: Look) -> bool:
        age = last.age()
        jump = self._machine() - last.here - age
        return age.total_seconds() < LOOK_EVERY and abs(jump.total_seconds()) < JUMP
