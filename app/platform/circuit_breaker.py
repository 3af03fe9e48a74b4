"""A circuit breaker: after repeated failures nobody calls for a while, so that nobody waits in vain."""

import threading
import time


class Breaker:
    """Counts failures in a row. After `failures` of them nobody asks for `rest` seconds, then one caller tries.

    Safe to use from several threads.
    """

    def __init__(self, failures: int, rest: float) -> None:
        self._most, self._rest = failures, rest
        self._lock = threading.Lock()
        self._failures, self._rests_until = 0, 0.0

    def may_ask(self) -> bool:
        """Whether this caller may ask now. A caller that has asked must call `record`; one that has not must not."""
        with self._lock:
            if self._failures < self._most:
                return True
            if time.monotonic() < self._rests_until:
                return False
            self._rests_until = time.monotonic() + self._rest  # the others wait for the result of this caller
            return True

    def record(self, *, well: bool) -> None:
        """Record the result of a call; `well`: it succeeded."""
        with self._lock:
            self._failures = 0 if well else self._failures + 1
            if self._failures >= self._most:
                self._rests_until = time.monotonic() + self._rest
