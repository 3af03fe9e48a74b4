"""What is turned away, and how, when more requests wait than this process can answer in time.

In this order: sessions under way go on, and so does what providers tell, which would be lost. Dials are told to dial
again. Everything else (agencies, the console) is told when to come again. Each of it is counted.
"""

from typing import Final

from app.platform.observability import SHED
from app.ussd.turn import SORRY, goodbye
from app.web.asgi import PLAIN_TEXT, Answer, Environ
from app.web.guards import CALLBACK_KEYS

RETRY_AFTER: Final = 5
"""Seconds."""
ALWAYS: Final = frozenset({"/healthz", "/readyz", "/metrics", "/status"})
"""What says how we are."""


class Shedding:
    """Says what is answered in place of a request that would wait too long; None: it is to wait."""

    def __init__(self) -> None:
        self._busy = goodbye(SORRY).encode()

    def __call__(self, environ: Environ, body: bytes) -> Answer | None:
        """`environ` is of a request that somebody would look at: its callback key is right."""
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
