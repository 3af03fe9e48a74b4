"""A socket with one deadline for all that is sent and received, however slowly the other side sends.

The timeout of a plain socket starts anew with each byte. http.client can use this one like any other.
"""

import io
import socket
import time
from collections.abc import Callable
from typing import Any, Final

MOST_READ: Final = 16 * 1024
"""Bytes of an answer: its head, and what is read of its body."""

Dial = Callable[[str, int, float], socket.socket]
"""Connects to an address (not a name) and port within so many seconds. Raises OSError."""


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """Connect to an IP address. No name is looked up."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.connect((address, port))
    except BaseException:
        sock.close()
        raise
    return sock


def left(ends: float) -> float:
    """Seconds until a moment of the monotonic clock. Raises TimeoutError when there are none."""
    seconds = ends - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("out of time")
    return seconds


class TimedSocket(io.RawIOBase):
    """A connected socket with the deadline `ends` (monotonic seconds), which reads at most `most` bytes of an answer.

    Its `close` leaves the socket open, because http.client closes it before it has read all; its maker closes it.
    """

    def __init__(self, sock: socket.socket, ends: float, most: int = MOST_READ) -> None:
        super().__init__()
        self._sock, self._ends, self._most = sock, ends, most

    def sendall(self, data: bytes) -> None:
        """Send all of it. Raises OSError, of which TimeoutError is one."""
        rest = memoryview(data)
        while rest:
            self._sock.settimeout(left(self._ends))
            rest = rest[self._sock.send(rest) :]

    def readable(self) -> bool:
        """See io.RawIOBase."""
        return True

    def readinto(self, buffer: Any) -> int:
        """See io.RawIOBase. Raises OSError when time is out or too much has come."""
        if self._most <= 0:
            raise OSError("too long an answer")
        self._sock.settimeout(left(self._ends))
        count = self._sock.recv_into(memoryview(buffer)[: self._most])
        self._most -= count
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What http.client reads from."""
        return io.BufferedReader(self, 4096)

    def close(self) -> None:
        """Do nothing: see the class."""
