"""How many requests a process works on at once, and which comes next.

Threads of one process take turns at the interpreter, and each hand-over costs: with all of them at work a process
answers fewer hops, and later, than with a few (`docs/decisions/few-requests-at-work.md`). So a few work, and the others
wait. One that is held up, by a database that hangs or by a password that is hashed, lets another begin, and goes on.
"""

import asyncio
from collections import deque
from typing import Final

AT_ONCE: Final = 3
"""Requests at work, but for those that are held up."""
HELD_UP: Final = 0.2
"""Seconds after which a request is taken to wait for something: most take a tenth of it."""


class ConcurrencyLimit:
    """So many permits to work, for one event loop."""

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
        """A permit is free: it is the next one's."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class Permit:
    """It is given back once: at the end, or when its request is held up."""

    def __init__(self, limit: ConcurrencyLimit) -> None:
        self._limit: ConcurrencyLimit | None = limit
        self._timer = asyncio.get_running_loop().call_later(HELD_UP, self.give_back)

    def give_back(self) -> None:
        """The next one may begin."""
        limit, self._limit = self._limit, None
        if limit:
            self._timer.cancel()
            limit.hand_on()
