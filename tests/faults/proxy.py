r"""A TCP proxy before Redis or PostgreSQL, with the faults of networks: slow, cut, silent, gone.

with Proxy(("127.0.0.1", 6379)) as proxy:
    proxy.latency = 0.3           # seconds, on the way there
    proxy.cut_after(20)           # bytes from now on, then every connection is reset
    proxy.cut_at(b"COMMIT\x00", passed=True)
    proxy.silent = True           # takes everything, passes nothing on
    proxy.heal()
"""

import contextlib
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

RESET: Final = struct.pack("ii", 1, 0)
"""Linger for 0 s: the other side gets a reset (RST) and no orderly end (FIN)."""
CHUNK: Final = 65536


@dataclass
class Cut:
    """Where connections are to be cut: after so many bytes, or at a word on its way to the server."""

    bytes_left: int | None = None
    word: bytes = b""
    passed: bool = False

    def allowed(self, data: bytes) -> tuple[bytes, bool]:
        """What of this may pass, and whether that was the last."""
        if self.word and self.word in data:
            return (data if self.passed else b""), True
        if self.bytes_left is None:
            return data, False
        through = data[: self.bytes_left]
        self.bytes_left -= len(through)
        return through, self.bytes_left == 0


@dataclass
class Proxy:
    """A context manager; `port` is where it listens. `target`: an address, or the path of a unix socket."""

    target: tuple[str, int] | str
    latency: float = 0.0
    silent: bool = False
    cuts: int = 0
    """How often a connection was cut on purpose."""
    _cut: Cut = field(default_factory=Cut)
    _pairs: list[tuple[socket.socket, socket.socket]] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._closing = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, where: TracebackType | None) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.reset()

    def cut_after(self, count: int) -> None:
        """Reset every connection when so many more bytes have gone to the server."""
        self._cut = Cut(bytes_left=count)

    def cut_at(self, word: bytes, *, passed: bool) -> None:
        """Reset the connection at the first request with this word in it, which does or does not get through."""
        self._cut = Cut(word=word, passed=passed)

    def heal(self) -> None:
        """Let everything through again; connections that stood in silence are reset."""
        self.latency, self._cut = 0.0, Cut()
        if self.silent:
            self.silent = False
            self.reset()

    def reset(self) -> None:
        """Reset every connection."""
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            _reset(*pair)

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = self._connect()
            except OSError:
                _reset(near)
                continue
            self._pairs.append((near, far))
            threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _connect(self) -> socket.socket:
        if isinstance(self.target, tuple):
            return socket.create_connection(self.target)
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(self.target)
        except OSError:
            far.close()
            raise
        return far

    def _pass(self, source: socket.socket, sink: socket.socket, outward: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                over = False
                if outward:
                    time.sleep(self.latency)
                    data, over = self._cut.allowed(data)
                if not self.silent:
                    sink.sendall(data)
                if over:
                    self.cuts += 1
                    self._cut = Cut()
                    time.sleep(0.1 if data else 0)  # long enough for the server to have done it
                    break
        _reset(source, sink)


def _reset(*ends: socket.socket) -> None:
    for end in ends:
        with contextlib.suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
