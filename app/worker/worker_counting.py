"""Adds this worker's counters to those of all workers in the database; the web processes publish them as metrics."""

import time
from typing import Final

from app.container import Container
from app.domain.reporting import worker_counts
from app.domain.reporting.worker_counts import Counted
from app.platform.observability import read_counters

EVERY: Final = 15.0
"""Seconds between two writes."""


class WorkerCounting:
    """Adds what was counted since the last write. What could not be written is added by the next one."""

    def __init__(self, container: Container) -> None:
        self._database = container.database
        self._kept = read_counters()
        self._last = -EVERY

    def turn(self) -> None:
        """Add what is new, if it is time. Raises SQLAlchemyError."""
        if time.monotonic() - self._last >= EVERY:
            self.keep()

    def keep(self) -> None:
        """Add what is new, now. Raises SQLAlchemyError."""
        found = read_counters()
        new: dict[Counted, int] = {each: more for each, n in found.items() if (more := n - self._kept.get(each, 0)) > 0}
        with self._database.transaction() as session:
            worker_counts.add_worker_counts(session, new)
        self._kept, self._last = found, time.monotonic()
