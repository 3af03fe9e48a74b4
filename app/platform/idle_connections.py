"""A stack of idle connections: the last used on top, and none that another process has opened."""

import os
from collections import deque
from typing import Final, Generic, TypeVar

T = TypeVar("T")
_OF_OTHERS: Final[list[object]] = []
"""Connections that were opened before a fork. They are kept: closing them here would end them for the process that
uses them."""


class IdleConnections(Generic[T]):
    """A stack of connections, for any thread; a deque needs no lock."""

    def __init__(self) -> None:
        self._idle: deque[T] = deque()
        self._process = os.getpid()

    def __len__(self) -> int:
        return len(self._idle)

    def take(self) -> T | None:
        """The connection used last, to be put back after use; None if this process has no idle one."""
        if self._process != os.getpid():
            _OF_OTHERS.append(self._idle)
            self._idle, self._process = deque(), os.getpid()
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def put(self, connection: T) -> None:
        """Put a connection back for its next use."""
        self._idle.append(connection)
