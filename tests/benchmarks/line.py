"""An HTTP client on one kept-alive connection, which does only what a callback needs."""

import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_CLOSES = re.compile(rb"connection: *close", re.IGNORECASE)
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Exchange:
    """A request as it goes on the wire, what its answer (status, space, body) must contain, and its kind."""

    request: bytes
    expects: bytes
    kind: str = ""


Visit = Callable[[str], Iterator[Exchange]]
"""All exchanges of one caller; the argument is a name that no other visit has."""


def post(path: str, form: str) -> bytes:
    """A POST request with a form, as it goes on the wire."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    return f"{head}Content-Length: {len(form)}\r\n\r\n{form}".encode()


class Line:
    """A connection to a web server, or to the proxy before it, on this machine. Raises OSError if none listens."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connect()

    def ask(self, request: bytes) -> bytes:
        """Send a request and wait for its answer: the status, a space and the body. Status 000: the connection was
        cut, or no answer came within 10 s."""
        try:
            self._socket.sendall(request)
            head, _, body = self._read().partition(b"\r\n\r\n")
            length = _LENGTH.search(head)
            while length and len(body) < int(length[1]):
                body += self._read()
        except (ConnectionError, TimeoutError) as error:
            self._connect_anew()
            return b"000 " + repr(error).encode()
        if _CLOSES.search(head):  # a proxy closes a connection after a number of requests
            self._connect_anew()
        return head[9:12] + b" " + body

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _connect_anew(self) -> None:
        self._socket.close()
        self._connect()

    def _connect(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _read(self) -> bytes:
        read = self._socket.recv(65536)
        if not read:
            raise ConnectionError("the web hung up")
        return read
