"""The deadline of the current hop: code that waits for something asks here how long it may wait.

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
    """Within the block, no wait may last longer than until so many seconds from now."""
    token = _ends.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


def left(most: float) -> float:
    """How many seconds to wait at most: `most`, or what is left of the hop; 0 when its time is over."""
    ends = _ends.get()
    return most if ends is None else max(0.0, min(most, ends - time.monotonic()))
