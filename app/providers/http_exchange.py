"""One HTTP request to a payment provider and its answer: sent once, no redirect followed, limited in size and time.

An error tells whether the request may have arrived, and nothing of its content.
"""

import time
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from requests import RequestException, Response
from urllib3.exceptions import HTTPError

from app.providers.http import Connections, never_left

MOST: Final = 256 * 1024
"""Bytes of an answer: a page of 100 transactions has a tenth of it."""
PIECE: Final = 16 * 1024
TRIES: Final = 2
"""How often connecting is tried."""


@dataclass(frozen=True)
class Patience:
    """Timeouts in seconds: to connect (per try), for the next bytes of the answer, and for the whole answer."""

    connect: float = 3.05
    silence: float = 12.0
    whole: float = 15.0


@dataclass(frozen=True)
class HttpAnswer:
    """What came back, read whole."""

    status: int
    body: bytes = field(repr=False)


class NeverSent(Exception):
    """The request did not reach the provider, or was refused unprocessed. `is_fault`: an operator has to look.

    `code` is short and plain: the name of an error, a code of the provider's.
    """

    def __init__(self, code: str, *, is_fault: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.is_fault = is_fault


class AnswerLost(Exception):
    """The request may have arrived, and no answer that can be read came back."""


def check_base_url(url: str, setting: str) -> None:
    """Raises ValueError, naming the setting, for a base URL that is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or "@" in url:
        raise ValueError(f"{setting} must be like https://host")


def exchange(patience: Patience, method: str, url: str, **what: Any) -> HttpAnswer:
    """Send one request and read its answer, whatever its status. Raises NeverSent and AnswerLost.

    Each request has its own connection: if the other side closes a kept-alive one just then, that cannot be told from a
    lost answer.
    """
    ends = time.monotonic() + patience.whole
    headers = {"Connection": "close", "Accept": "application/json"} | what.pop("headers", {})
    waits = (patience.connect, patience.silence)
    what |= {"headers": headers, "timeout": waits, "allow_redirects": False, "stream": True}
    try:
        with Connections(tries=TRIES).session() as session, session.request(method, url, **what) as answer:
            return HttpAnswer(answer.status_code, _read(answer, ends))
    except (RequestException, HTTPError) as error:
        name = type(error).__name__
        raise (NeverSent(name) if never_left(error) else AnswerLost(name)) from None


def _read(answer: Response, ends: float) -> bytes:
    """The body. Raises AnswerLost for one that is too long or comes too slowly."""
    body = b""
    while piece := answer.raw.read1(PIECE, decode_content=True):
        body += piece
        if len(body) > MOST:
            raise AnswerLost("too long")
        if time.monotonic() > ends:
            raise AnswerLost("too slow")
    return body
