"""What kills a process from within, and what watches for the moment: nothing of it is in what is shipped."""

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any


@dataclass
class Wrote(threading.local):
    """What this thread has done in the transaction that it is in, and what it is about."""

    what: set[str] = field(default_factory=set)
    errand: str = ""
    """What it is about at a payment provider: whose socket this is then."""


class Killer:
    """Kills its own process when a step is reached for the n-th time."""

    def __init__(self, step: str, nth: int) -> None:
        self._step, self._left, self._counting = step, nth, threading.Lock()

    def reach(self, step: str) -> None:
        """A step is reached."""
        if step == self._step:
            with self._counting:
                self._left -= 1
                if self._left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)


def around(place: Any, name: str, before: Callable[[], None], after: Callable[[Any], None]) -> None:
    """Wrap a function where it is looked up."""
    work = getattr(place, name)

    @wraps(work)
    def wrapped(*args: Any, **named: Any) -> Any:
        before()
        result = work(*args, **named)
        after(result)
        return result

    setattr(place, name, wrapped)


def nothing(*_: object) -> None: ...
