"""A small HTTP server that records requests and answers as a function says: for tests of one client."""

import json
import socket
import ssl
import struct
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

DROP = "drop"
"""Instead of an answer: the request was read, and the connection is reset."""


@dataclass(frozen=True)
class Asked:
    """A request, as it came."""

    method: str
    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw)
        return found

    @property
    def form(self) -> dict[str, str]:
        return dict(urllib.parse.parse_qsl(self.raw.decode(), keep_blank_values=True))

    @property
    def query(self) -> dict[str, str]:
        return dict(urllib.parse.parse_qsl(self.path.partition("?")[2]))


@dataclass(frozen=True)
class Told:
    """An answer. `trickle`: seconds between its bytes; `headers` beside its length."""

    status: int = 200
    body: Any = b""
    headers: dict[str, str] = field(default_factory=dict)
    trickle: float = 0.0

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Answering = Callable[[Asked], Told | str]


class ScriptedServer:
    """A context manager. `url` is its base, `asked` has the requests, `answering` returns the answers.

    `keeps_open`: connections are left open for the next request, also where the client has not asked for that.
    """

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.asked: list[Asked] = []
        self.connections = 0
        self.keeps_open = False
        self.lock = threading.Lock()

    def __enter__(self) -> Self:
        self._server = _Server(self)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._server.server_port

    def secure(self, tls: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def asked_for(self, path: str) -> list[Asked]:
        """The requests whose path begins so."""
        with self.lock:
            return [each for each in self.asked if each.path.startswith(path)]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, script: ScriptedServer) -> None:
        self.script = script
        super().__init__(("127.0.0.1", 0), _Handler)

    def shutdown_request(self, request: Any) -> None:
        """Close without the shutdown that the parent class does first, so that a reset is one on the wire."""
        self.close_request(request)

    def handle_error(self, *_: object) -> None:
        """Ignore a client that went away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        with self.server.script.lock:
            self.server.script.connections += 1

    def do_GET(self) -> None:
        script = self.server.script
        self.close_connection = not script.keeps_open
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, headers, raw)
        with script.lock:
            script.asked.append(asked)
        told = script.answering(asked)
        if isinstance(told, str):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return
        self._answer(told)

    def do_POST(self) -> None:
        self.do_GET()

    def _answer(self, told: Told) -> None:
        self.send_response(told.status)
        for name, value in (told.headers | {"Content-Length": str(len(told.content))}).items():
            self.send_header(name, value)
        self.end_headers()
        if not told.trickle:
            self.wfile.write(told.content)
            return
        for at in range(len(told.content)):
            self.wfile.write(told.content[at : at + 1])
            self.wfile.flush()
            time.sleep(told.trickle)

    def log_message(self, *_: object) -> None:
        """Log nothing."""
