"""Writing down what happened elsewhere, also while the database is out of order: forgotten, it would happen twice."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.platform.db import Database
from app.platform.observability import failed

SHORTEST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 5.0
"""Seconds between two tries while the database is out of order."""

T = TypeVar("T")


def retry_until_written(database: Database, step: Callable[[Session], T], *, seconds: float) -> T:
    """Do a step in a transaction of its own, and again while the database is out of order.

    Raises SQLAlchemyError after so many seconds of it.
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
