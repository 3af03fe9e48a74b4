"""The HTTP server of the stand-in: what each kind of behaviour sends."""

import json
import socket
import struct
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from tests import standin_sims

if TYPE_CHECKING:
    from tests.standin import Rule, Standin

PATH = "/version1/messaging"
JSON = "application/json; charset=utf-8"
TEXT = "text/plain"
STATUS = {
    100: "Processed", 101: "Success", 102: "Queued", 401: "RiskHold", 402: "InvalidSenderId",
    403: "InvalidPhoneNumber", 404: "UnsupportedNumberType", 405: "InsufficientBalance", 406: "UserInBlacklist",
    407: "CouldNotRoute", 409: "DoNotDisturbRejection", 500: "InternalServerError", 501: "GatewayError",
    502: "RejectedByGateway",
}  # fmt: skip


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, place: tuple[str, int], handler: type[BaseHTTPRequestHandler], standin: "Standin") -> None:
        self.standin = standin
        super().__init__(place, handler)

    def shutdown_request(self, request: Any) -> None:
        """Close without the shutdown that the parent class does first, so that a reset is one on the wire."""
        self.close_request(request)

    def handle_error(self, *_: object) -> None:
        """Ignore a client that went away."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30
    server: Server

    def setup(self) -> None:
        super().setup()
        self.standin = self.server.standin
        with self.standin.changed:
            self.standin.connections += 1

    def handle_one_request(self) -> None:
        if self.rfile.peek(1) and self.standin.drops_unread():  # type: ignore[attr-defined]  # a BufferedReader
            return self._drop()
        return super().handle_one_request()

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.path == standin_sims.PATH:
            return self._ask(json.loads(raw))
        form = dict(urllib.parse.parse_qsl(raw, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.standin.changed:
            self.standin.asked.append(form | headers)
        if headers.get("apikey") != self.standin.api_key:
            return self._answer(401, "The supplied authentication is invalid", TEXT)
        if self.path != PATH:
            return self._answer(404, "Not found", TEXT)
        if not form.get("to") or not form.get("message"):
            return self._answer(400, "Request is missing a required form field", TEXT)
        return self._obey(self.standin.rule(form["to"], form["message"]), form, headers)

    def _ask(self, asked: dict[str, Any]) -> None:
        """A question about a SIM."""
        if self.headers.get("apiKey") != self.standin.api_key or self.headers["Content-Type"] != "application/json":
            self._answer(401, "The supplied authentication is invalid", TEXT)
            return
        [phone] = asked["phoneNumbers"]
        rule = self.standin.rule(phone, standin_sims.SIM_SWAP)
        name, later = self.standin.sims.ask(phone) if rule.keeps else ("", None)
        status = rule.value if rule.kind == "refuse" else "Queued"
        self._say(rule, json.dumps(standin_sims.envelope(phone, name, status)))
        if later:
            later.start()

    def _obey(self, rule: "Rule", form: dict[str, str], headers: dict[str, str]) -> None:
        key = headers.get("idempotency-key", "")
        name = f"ATXid_{uuid.uuid4().hex}"
        later: Callable[[], None] | None = None
        if rule.keeps:
            later = self.standin.keep(phone=form["to"], text=form["message"], key=key, id=name)
        code = rule.value if rule.kind in ("accept", "refuse") and rule.value else 101
        try:
            self._say(rule, json.dumps(_envelope(form, code, name)))
        finally:
            if later:
                later()

    def _say(self, rule: "Rule", body: str) -> None:
        if rule.kind == "drop":
            return self._drop()
        if rule.kind == "hang":
            self.standin.closing.wait(float(rule.value))
        if rule.kind == "say":
            return self._answer(*rule.value)
        half = len(body) // 2
        refusal = json.dumps({"SMSMessageData": {"Message": rule.value, "Recipients": []}})
        status, content, kind = {
            "refuse all": (201, refusal, JSON),
            "http": (rule.value, "Sorry", TEXT),
            "html": (200, "<html><body>Sign in to this network</body></html>", "text/html"),
            "empty": (201, "", JSON),
            "truncated": (201, body[:half], JSON),
            "redirect": (302, "", TEXT),
        }.get(rule.kind, (201, body, JSON))
        location = rule.value if rule.kind == "redirect" else ""
        return self._answer(status, content, kind, missing=half if rule.kind == "cut" else 0, location=location)

    def _answer(
        self, status: int, body: str, kind: str = JSON, *,
        missing: int = 0, location: str = "",
    ) -> None:  # fmt: skip
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(content[: len(content) - missing])
        self.close_connection = self.close_connection or missing > 0

    def _drop(self) -> None:
        """Reset the connection, without a clean end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Log nothing: tests read what was recorded."""


def _envelope(form: dict[str, str], code: int, name: str) -> dict[str, Any]:
    parts = 1 if len(form["message"]) <= 160 else -(-len(form["message"]) // 153)
    cost = f"KES {0.8 * parts:.4f}"
    taken = code < 200
    recipient: dict[str, Any] = {"statusCode": code, "number": form["to"], "status": STATUS[code]}
    recipient |= {"cost": cost if taken else "0", "messageId": name if taken else "None"}
    if taken:
        recipient["messageParts"] = parts
    message = f"Sent to {int(taken)}/1 Total Cost: {cost if taken else 0}"
    return {"SMSMessageData": {"Message": message, "Recipients": [recipient]}}


@contextmanager
def silence(*, backlog: int = 16) -> Iterator[int]:
    """A port that accepts connections and never answers; with `backlog=0` its queue is full and it accepts none."""
    with socket.create_server(("127.0.0.1", 0), backlog=backlog) as listener:
        port = listener.getsockname()[1]
        fillers = [socket.socket() for _ in range(4 if backlog == 0 else 0)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", port))
        yield port
        for filler in fillers:
            filler.close()


@contextmanager
def trickling(start: bytes, piece: bytes, *, every: float = 0.05) -> Iterator[int]:
    """A port that answers a connection with `start`, and then with one `piece` after the other, without end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            with suppress(OSError), listener.accept()[0] as sock:
                sock.sendall(start)
                while True:
                    sock.sendall(piece)
                    time.sleep(every)

        threading.Thread(target=answer, daemon=True).start()
        yield listener.getsockname()[1]


def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
