"""Who may come in. Every blueprint declares one of these, also the one that anybody may use."""

import hmac
from ipaddress import ip_address
from typing import NoReturn

from flask import abort, g, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from app.domain import api_keys
from app.observability import REFUSED
from app.settings import DEV, Settings
from app.web import house

LARGEST_CALLBACK = 16 * 1024
"""Bytes of a callback's body (contract)."""
LARGEST_API_BODY = 1024 * 1024
"""Bytes of an agency's request: a thousand changes fit, each with the longest note."""


def provider_only() -> None:
    """Africa's Talking, by the key in the URL: it signs nothing. A wrong key sees what a wrong path sees."""
    _provider_with("application/x-www-form-urlencoded", "a form (application/x-www-form-urlencoded)")


def provider_in_json() -> None:
    """The same, where it posts JSON."""
    _provider_with("application/json", "JSON (application/json)")


def _provider_with(mimetype: str, wanted: str) -> None:
    key = str((request.view_args or {}).get("key", ""))
    if not _opens(key, house().settings.callback_keys, request.remote_addr or ""):
        abort(404)
    if request.content_length is None:
        refuse(411, "a Content-Length is wanted")
    if request.content_length > LARGEST_CALLBACK:
        refuse(413, f"at most {LARGEST_CALLBACK} bytes are wanted")
    if request.mimetype != mimetype:
        refuse(415, f"{wanted} is wanted")


def agency_only() -> None:
    """An agency, by a live API key; `g.agency` is its code from here on."""
    shown = request.authorization
    key = shown.token if shown is not None and shown.type == "bearer" else None
    g.agency = _agency_of(key) if key else None
    if g.agency is None:
        wanted = "a live API key is wanted: Authorization: Bearer KEY"
        raise Unauthorized(wanted, www_authenticate=WWWAuthenticate("bearer"))
    request.max_content_length = LARGEST_API_BODY + 1  # a chunked body is cut off there without a word
    if (request.content_length or 0) > LARGEST_API_BODY or len(request.get_data()) > LARGEST_API_BODY:
        abort(413, f"at most {LARGEST_API_BODY} bytes are wanted")


def anyone() -> None:
    """Nothing here belongs to anybody: whether this process is well, and how the API is spoken to."""


def metrics_only() -> None:
    """Whoever gathers the counters, by METRICS_TOKEN. Without it there is nothing here."""
    shown = request.authorization
    token = shown.token if shown is not None and shown.type == "bearer" else None
    wanted = house().settings.metrics_key
    if not token or not wanted or not _opens(token, [wanted], request.remote_addr or ""):
        abort(404)


def simulator_only() -> None:
    """The phone simulator: there only with SIMULATOR=1."""
    if not house().settings.simulator:
        abort(404)


GUARDS = (provider_only, provider_in_json, agency_only, anyone, metrics_only, simulator_only)
"""What the test of all routes knows as a guard."""


def is_hidden(path: str, caller: str, settings: Settings) -> bool:
    """Whether all that this caller may see at a path, whatever the verb and the body, is what a wrong path shows."""
    first, _, rest = path.lstrip("/").partition("/")
    if first == "at":
        return not _opens(rest.partition("/")[0], settings.callback_keys, caller)
    return first == "metrics" or (first == "phone" and not settings.simulator)


def _opens(shown: str, keys: list[str], caller: str) -> bool:
    """Whether a key is one of these; takes as long for a near miss as for a far one.

    The key that everybody knows, where none was set, opens to callers of this machine only.
    """
    matches = [hmac.compare_digest(shown.encode("utf-8", "surrogatepass"), key.encode()) for key in keys]
    return any(matches) and (keys != [DEV] or _is_loopback(caller))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _agency_of(key: str) -> str | None:
    with house().database.reading() as session:
        return api_keys.agency_of(session, key)


def refuse(status: int, reason: str) -> NoReturn:
    """Answer a body that the provider never sends: the reason says what is wanted."""
    REFUSED.labels(str(status)).inc()
    abort(status, reason)
