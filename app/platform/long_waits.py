"""Who limits how many requests a process works on is told when one of them waits for long: another may begin."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_told: ContextVar[Callable[[], object] | None] = ContextVar("who is told of long waits", default=None)


@contextmanager
def told_to(who: Callable[[], object]) -> Iterator[None]:
    """Inside, in this thread, call this when something waits for long."""
    token = _told.set(who)
    try:
        yield
    finally:
        _told.reset(token)


def tell_of_wait() -> None:
    """Something is waited for that takes far longer than the work of a request: a password, in its turn."""
    if who := _told.get():
        who()
