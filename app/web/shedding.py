"""Load shedding: what is turned away, and how, when more requests wait than this process can answer in time.

Sessions under way go on, and so do providers' callbacks, which would be lost. New dials get an `END` that asks to dial
again. Everything else (agencies, the console) gets a 503 with `Retry-After`. Each is counted.
"""

from typing import Final

from app.platform.observability import SHED
from app.ussd.turn import SORRY, goodbye
from app.web.asgi import PLAIN_TEXT, Answer, Environ
from app.web.guards import CALLBACK_KEYS

RETRY_AFTER: Final = 5
"""Seconds."""
ALWAYS: Final = frozenset({"/healthz", "/readyz", "/metrics", "/status"})
"""Health checks, metrics and the status page are always answered."""


class Shedding:
    """Gives the answer in place of a request that would wait too long, or None: it is to wait."""

    def __init__(self) -> None:
        self._busy = goodbye(SORRY).encode()

    def __call__(self, environ: Environ, body: bytes) -> Answer | None:
        """`environ` is of a path that is not hidden: a callback key in it is right."""
        path: str = environ["PATH_INFO"]
        first, _, rest = path.lstrip("/").partition("/")
        if path in ALWAYS or (first in CALLBACK_KEYS and not _is_dial(rest, body)):
            return None
        if first in CALLBACK_KEYS:
            SHED.labels("dial").inc()
            return 200, [*PLAIN_TEXT], self._busy
        SHED.labels("request").inc()
        return 503, [*PLAIN_TEXT, (b"retry-after", str(RETRY_AFTER).encode())], b"too many requests wait: come again\n"


def _is_dial(rest: str, body: bytes) -> bool:
    """Whether it is the first hop of a session, with nothing typed: no session is cut off by turning it away."""
    if rest.partition("/")[2] != "ussd":
        return False
    return not any(field.startswith(b"text=") and field != b"text=" for field in body.split(b"&"))
