"""Limits how many requests a process works on at once, first come, first served.

Threads of one process share the interpreter's lock, and each switch costs time: with all of them at work a process
answers fewer hops, and later, than with a few (`docs/decisions/few-requests-at-work.md`). So a few requests hold a
permit, and the others wait for one. A request that waits itself, for a database that hangs or a password hash, gives
its permit to another and goes on without.
"""

import asyncio
from collections import deque
from typing import Final

AT_ONCE: Final = 3
"""Requests that hold a permit at a time."""
HELD_UP: Final = 0.2
"""Seconds after which a request counts as waiting for something, and gives its permit back: most take a tenth of it."""


class ConcurrencyLimit:
    """A semaphore with so many permits, for one event loop."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = at_once
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def take(self) -> "Permit":
        """Wait for a permit, first come first served."""
        if self._free:
            self._free -= 1
        else:
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():  # it was given a permit at the same moment
                    self.hand_on()
                raise
        return Permit(self)

    def hand_on(self) -> None:
        """Give a free permit to the next request that waits."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class Permit:
    """A permit of one request. It is given back once: at the end, or when the request waits for something."""

    def __init__(self, limit: ConcurrencyLimit) -> None:
        self._limit: ConcurrencyLimit | None = limit
        self._timer = asyncio.get_running_loop().call_later(HELD_UP, self.give_back)

    def give_back(self) -> None:
        """Give it back, so that the next request may begin. Has no effect a second time."""
        limit, self._limit = self._limit, None
        if limit:
            self._timer.cancel()
            limit.hand_on()
