"""An agency's own system that hears of its applications: a web server of this machine that does as it is told."""

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
"""What is answered to a post: a status, or DROP. May take its time."""


@dataclass(frozen=True)
class Post:
    """One request as it came. `taken`: it was answered with 2xx."""

    key: str
    body: str
    headers: dict[str, str] = field(repr=False)
    taken: bool

    @property
    def event(self) -> dict[str, Any]:
        """What is told."""
        told: dict[str, Any] = json.loads(self.body)
        return told


class Receiver:
    """One endpoint. `posts` has every request in the order of the answers; `most_at_once` were under way together."""

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
        """The keys of what it took, in its order, repeated ones too."""
        return [each.key for each in self.posts if each.taken]

    def first_times(self) -> list[str]:
        """The keys of what it took, each once, in the order of their first coming."""
        return list(dict.fromkeys(self.taken))

    def twice(self) -> set[str]:
        """What it took more than once."""
        return {key for key, times in Counter(self.taken).items() if times > 1}

    def wait_for(self, count: int, *, seconds: float = 10.0) -> None:
        """Until so many posts were answered."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.posts) >= count, seconds), self.posts


def verified(post: Post, secret: str) -> bool:
    """Whether a post is signed with this secret, as a receiver finds out (raises where it is not)."""
    Webhook(secret).verify(post.body, post.headers)
    return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    receiver: Receiver

    def handle_error(self, *_: object) -> None:
        """A client that went away is no news."""


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
        """Not to the terminal."""
