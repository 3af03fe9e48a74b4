"""The catalogue index of one process: built on first use, and rebuilt when the catalogue has changed."""

import threading
import time
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from app.domain.catalogue import models
from app.domain.catalogue.fees import TIERS
from app.domain.catalogue.search.index import Index
from app.domain.catalogue.search.index_builder import built, empty
from app.platform.db import Database

LOOK_EVERY: Final = 5.0
"""Least seconds between two checks for a new version of the catalogue."""


class Finder:
    """Returns the index of this process. `access_fee` is the setting ACCESS_FEE.

    It checks for a new version at most every `LOOK_EVERY` seconds, and in a background thread: once an index is there,
    no hop waits for a rebuild or for the database, even while the database cannot be reached.
    """

    def __init__(self, database: Database, access_fee: str = TIERS) -> None:
        self._database = database
        self._access_fee = access_fee
        self._index: Index | None = None
        self._next_look = 0.0
        self._lock = threading.Lock()

    def index(self) -> Index:
        """The present index. The first call builds it; empty as long as the database was never reached."""
        if self._index is None:
            with self._lock:
                if self._index is None:
                    self._first()
        elif time.monotonic() >= self._next_look:
            self._look_soon()
        return self._index or empty(self._access_fee)

    def refresh(self) -> Index:
        """Check for a new version now, and wait for its index. Raises SQLAlchemyError when the database is away."""
        with self._lock:
            return self._look()

    def close(self) -> None:
        """Stop checking, after a check that is under way."""
        with self._lock:  # that check sets the time of the next one
            self._next_look = float("inf")

    def _first(self) -> None:
        if time.monotonic() < self._next_look:
            return
        try:
            self._look()
        except SQLAlchemyError:
            self._next_look = time.monotonic() + LOOK_EVERY

    def _look_soon(self) -> None:
        if not self._lock.acquire(blocking=False):
            return
        if time.monotonic() < self._next_look:  # another has checked meanwhile, or this is closed
            self._lock.release()
            return
        self._next_look = time.monotonic() + LOOK_EVERY
        threading.Thread(target=self._look_aside, name="catalogue", daemon=True).start()

    def _look_aside(self) -> None:
        try:
            self._look()
        except SQLAlchemyError:
            pass  # the present index stays in use until a later check
        finally:
            self._lock.release()

    def _look(self) -> Index:
        with self._database.reading() as session:
            version = models.version(session)
            if self._index is None or self._index.version != version:
                self._index = built(session, version, self._access_fee)
        self._next_look = time.monotonic() + LOOK_EVERY
        return self._index


class FixedFinder(Finder):
    """Always returns one given index: for previews (`Index.with_service`)."""

    def __init__(self, database: Database, index: Index) -> None:
        super().__init__(database)
        self._index, self._next_look = index, float("inf")

    def refresh(self) -> Index:
        """The given index."""
        return self.index()
