"""Connections that wait for their next use: those used last on top, and none of another process."""

import os
from collections import deque
from typing import Final, Generic, TypeVar

T = TypeVar("T")
_OF_OTHERS: Final[list[object]] = []
"""What was opened before a fork. It is kept: to close it here would end it for the process that uses it."""


class IdleConnections(Generic[T]):
    """A stack of connections, for any thread; a deque needs no lock."""

    def __init__(self) -> None:
        self._idle: deque[T] = deque()
        self._process = os.getpid()

    def __len__(self) -> int:
        return len(self._idle)

    def take(self) -> T | None:
        """The one used last, to be put back; None where there is none that is idle and was opened by this process."""
        if self._process != os.getpid():
            _OF_OTHERS.append(self._idle)
            self._idle, self._process = deque(), os.getpid()
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def put(self, connection: T) -> None:
        """It waits for its next use."""
        self._idle.append(connection)
