"""Retries the write of an external call's outcome while the database fails: were it lost, the call would be
repeated."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.platform.db import Database
from app.platform.observability import failed

SHORTEST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 5.0
"""Seconds between two attempts while the database fails."""

T = TypeVar("T")


def retry_until_written(database: Database, step: Callable[[Session], T], *, seconds: float) -> T:
    """Do a step in a transaction of its own, and retry it while the database fails.

    Raises SQLAlchemyError once it has failed for so many seconds.
    """
    pause, deadline = SHORTEST_PAUSE, time.monotonic() + seconds
    while True:
        try:
            with database.transaction() as session:
                return step(session)
        except SQLAlchemyError as error:
            failed("database", error)
            if time.monotonic() > deadline:
                raise
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)
