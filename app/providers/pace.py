"""The rate limit of a provider: so many messages a second, evenly spaced."""

import threading
import time
from typing import Final

AHEAD: Final = 0.5
"""The burst after a pause: the messages of this many seconds may leave at once."""


class Pace:
    """A rate limiter that hands out send times. Safe to use from several threads. 0 a second: no limit."""

    def __init__(self, per_second: float) -> None:
        self._step = 1 / per_second if per_second else 0.0
        self._lock = threading.Lock()
        self._next = 0.0

    def room(self) -> int | None:
        """How many may leave now without waiting; None: any number."""
        if not self._step:
            return None
        with self._lock:
            return max(0, int((time.monotonic() + self._step - self._start()) / self._step + 1e-6))

    def take(self) -> float:
        """Reserve the next send time; returns how many seconds from now it is."""
        with self._lock:
            moment = self._start()
            self._next = moment + self._step
        return max(0.0, moment - time.monotonic())

    def _start(self) -> float:
        return max(self._next, time.monotonic() - AHEAD)
