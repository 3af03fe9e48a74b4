"""How long the hop in hand may still take: whatever waits for something asks here how long it may.

Africa's Talking gives up after ten seconds (source 4); an answer is promised within five, whatever is broken
(interface: limits).
Outside a hop (the worker, a command) nothing is cut short.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ends: ContextVar[float | None] = ContextVar("ends", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """All that is waited for inside ends within so many seconds."""
    token = _ends.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


def left(most: float) -> float:
    """How many seconds may be waited: `most`, or what is left of the hop; nought when it is over."""
    ends = _ends.get()
    return most if ends is None else max(0.0, min(most, ends - time.monotonic()))
