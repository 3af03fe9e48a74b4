"""Signals that a request is in a long wait, so that the limit of concurrent requests lets another one begin."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_told: ContextVar[Callable[[], object] | None] = ContextVar("who is told of long waits", default=None)


@contextmanager
def told_to(who: Callable[[], object]) -> Iterator[None]:
    """Within the block, in this thread, `tell_of_wait` calls `who`."""
    token = _told.set(who)
    try:
        yield
    finally:
        _told.reset(token)


def tell_of_wait() -> None:
    """Signal a wait that takes far longer than the work of a request, such as the queue for password hashing."""
    if who := _told.get():
        who()
