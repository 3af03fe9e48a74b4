"""The rate limit of an agency's key: requests a minute.

Requests are counted in the database, in a transaction of its own: a request that fails counts too, and losing Redis
raises no limit. The limit is sent in `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers); beyond
it the answer is 429 (RFC 6585) with `Retry-After` (RFC 9110). Why these: docs/decisions/agency-keys.md.
"""

from datetime import timedelta
from typing import Final

from flask import Response, g
from werkzeug.exceptions import TooManyRequests

from app.domain.shared import counters
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Key
from app.platform.observability import API_KEYS
from app.web import container

WINDOW: Final = timedelta(minutes=1)
COUNTED: Final = "agency requests"


def count(key: Key) -> None:
    """Count a request of a key. Raises TooManyRequests above its rate; that request is not counted."""
    with container().database.transaction() as session:
        used = counters.count(session, COUNTED, key.id, WINDOW)
        if used > key.requests_per_minute:
            counters.take_back(session, COUNTED, key.id, WINDOW)
        api_keys.touch(session, key)
    g.requests_left = max(0, key.requests_per_minute - used)
    if used > key.requests_per_minute:
        API_KEYS.labels("rate").inc()
        raise TooManyRequests(
            f"{key.requests_per_minute} requests a minute are allowed", retry_after=int(WINDOW.total_seconds())
        )


def tell(response: Response) -> Response:
    """Add the limit, and what is left of it, to every response to a key."""
    key: Key | None = g.get("key")
    if key is not None and "requests_left" in g:
        seconds = int(WINDOW.total_seconds())
        response.headers["RateLimit-Policy"] = f'"requests";q={key.requests_per_minute};w={seconds}'
        response.headers["RateLimit"] = f'"requests";r={g.requests_left};t={seconds}'
    return response
