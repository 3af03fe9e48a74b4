"""An agency's system that receives webhooks: a web server on this machine that answers as a test says."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self

from standardwebhooks.webhooks import Webhook

DROP: Final = 0
"""In place of a status: the connection is cut after the request was read."""
Rule = Callable[["Post"], int]
"""Returns the answer to a post: a status, or DROP. It may block."""


@dataclass(frozen=True)
class Post:
    """One request as it came. `taken`: it was answered with 2xx."""

    key: str
    body: str
    headers: dict[str, str] = field(repr=False)
    taken: bool

    @property
    def event(self) -> dict[str, Any]:
        """The event in its body."""
        told: dict[str, Any] = json.loads(self.body)
        return told


class Receiver:
    """One endpoint. `posts`: every request in the order of the answers; `most_at_once`: the most that were parallel."""

    def __init__(self, rule: Rule = lambda _: 200) -> None:
        self.rule = rule
        self.posts: list[Post] = []
        self.now = self.most_at_once = 0
        self.changed = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.receiver = self

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, where: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}/events"

    @property
    def taken(self) -> list[str]:
        """The keys of the posts that it took, in order, with repetitions."""
        return [each.key for each in self.posts if each.taken]

    def first_times(self) -> list[str]:
        """The keys of the posts that it took, each once, in the order of their first arrival."""
        return list(dict.fromkeys(self.taken))

    def twice(self) -> set[str]:
        """The keys that it took more than once."""
        return {key for key, times in Counter(self.taken).items() if times > 1}

    def wait_for(self, count: int, *, seconds: float = 10.0) -> None:
        """Wait until so many posts were answered. Raises AssertionError when that takes too long."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.posts) >= count, seconds), self.posts


def verified(post: Post, secret: str) -> bool:
    """True if a post is signed with this secret, checked as a receiver does; raises an error otherwise."""
    Webhook(secret).verify(post.body, post.headers)
    return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    receiver: Receiver

    def handle_error(self, *_: object) -> None:
        """Ignore a client that went away."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 30

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        receiver = self.server.receiver
        with receiver.changed:
            receiver.now += 1
            receiver.most_at_once = max(receiver.most_at_once, receiver.now)
        status = receiver.rule(Post(headers["webhook-id"], body, headers, taken=False))
        with receiver.changed:
            receiver.now -= 1
            taken = 200 <= status < 300
            receiver.posts.append(Post(headers["webhook-id"], body, headers, taken=taken))
            receiver.changed.notify_all()
        if status == DROP:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing."""
