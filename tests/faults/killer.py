"""Kills a process from within at a chosen step. Only the tests use it: nothing of it is shipped."""

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any


@dataclass
class Wrote(threading.local):
    """What this thread has written in its transaction, and what it asks a payment provider for."""

    what: set[str] = field(default_factory=set)
    errand: str = ""
    """What it asks a payment provider for at the moment: it tells whose socket is written to."""


class Killer:
    """Kills its own process when a step is reached for the n-th time."""

    def __init__(self, step: str, nth: int) -> None:
        self._step, self._left, self._counting = step, nth, threading.Lock()

    def reach(self, step: str) -> None:
        """Say that a step is reached; the n-th time of the chosen step kills the process."""
        if step == self._step:
            with self._counting:
                self._left -= 1
                if self._left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)


def around(place: Any, name: str, before: Callable[[], None], after: Callable[[Any], None]) -> None:
    """Replace a function, where it is looked up, by one that runs `before` and `after` around it."""
    work = getattr(place, name)

    @wraps(work)
    def wrapped(*args: Any, **named: Any) -> Any:
        before()
        result = work(*args, **named)
        after(result)
        return result

    setattr(place, name, wrapped)


def nothing(*_: object) -> None: ...
