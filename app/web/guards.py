"""Guards: who may call a route. Every blueprint declares one of these, also where anybody may."""

import hmac
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any, Final, NoReturn, TypeVar
from urllib.parse import urlsplit

from flask import abort, current_app, g, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from app.domain.payments import callback_tokens
from app.domain.payments.callback_tokens import TokenPurpose
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Key, Scope
from app.platform.config.setting_fields import DEV
from app.platform.config.settings import Settings
from app.platform.observability import API_KEYS, REFUSED, log
from app.web import container, current_request, rate_limits, staff_access

LARGEST_CALLBACK = 16 * 1024
"""Bytes of a callback's body (interface: limits)."""
JSON = "application/json", "JSON (application/json)"
LARGEST_API_BODY = 1024 * 1024
"""Bytes of an agency's request: a thousand changes fit, each with the longest note."""


CALLBACK_KEYS: Final[Mapping[str, Callable[[Settings], list[str]]]] = {
    "at": lambda settings: settings.callback_keys,
    "pesaflow": lambda settings: settings.pesaflow_keys,
    "daraja": lambda settings: settings.daraja_keys,
    "sms-gateway": lambda settings: settings.gateway_callback_keys,
}
"""The keys that open the callbacks below a first path segment."""


def provider_only() -> None:
    """Africa's Talking, by the key in the URL, for it signs nothing. A wrong key gets a 404, like a wrong path."""
    _check_key(container().settings.callback_keys)
    _check_body("application/x-www-form-urlencoded", "a form (application/x-www-form-urlencoded)")


def provider_in_json() -> None:
    """The same, where it posts JSON."""
    _check_key(container().settings.callback_keys)
    _check_body(*JSON)


def sms_gateway_only() -> None:
    """The second SMS provider, by the key in the URL."""
    _check_key(container().settings.gateway_callback_keys)
    _check_body(*JSON)


def pesaflow_only() -> None:
    """Pesaflow, by the key in the URL, and by the token of a payment in the path."""
    _check_key(container().settings.pesaflow_keys)
    _check_token()
    _check_body(*JSON)


def daraja_only() -> None:
    """Daraja, by the key in the URL, for it signs nothing; and by the token in the path, where there is one."""
    _check_key(container().settings.daraja_keys)
    _check_token()
    _check_body(*JSON)


def _check_key(keys: list[str]) -> None:
    asked = current_request()
    key = str((asked.view_args or {}).get("key", ""))
    if not _opens(key, keys, asked.remote_addr or ""):
        abort(404)


def _check_token() -> None:
    """Check the token in the path, without the database and before the body is read. A token not of our making gets a
    404.

    Sets `g.subject`, the id of what the token names, and `g.purpose`, what the token is about.
    """
    token = (request.view_args or {}).get("token")
    if token is None:
        return
    purposes = getattr(current_app.view_functions.get(request.endpoint or ""), "purposes", ())
    read = ((callback_tokens.read_token(container().keys, each, token), each) for each in purposes)
    g.subject, g.purpose = next((found for found in read if found[0]), None) or abort(404)


def _check_body(mimetype: str, wanted: str) -> None:
    asked = current_request()
    length = asked.content_length
    if length is None:
        refuse(411, "a Content-Length is wanted")
    if length > LARGEST_CALLBACK:
        refuse(413, f"at most {LARGEST_CALLBACK} bytes are wanted")
    if asked.environ.get("CONTENT_TYPE") != mimetype and asked.mimetype != mimetype:
        refuse(415, f"{wanted} is wanted")


def agency_only() -> None:
    """An agency, by a live API key with the scope of the route, within its rate.

    Sets `g.key`, the key (`api_keys.Key`), and `g.agency`, the code of its agency.
    """
    token = _bearer()
    key = _live(token) if token else None
    if key is None:
        unauthorized("a live API key is wanted: Authorization: Bearer KEY")
    g.key, g.agency = key, key.agency
    rate_limits.count(key)
    _check_scope(key)
    most = getattr(current_app.view_functions.get(request.endpoint or ""), "largest_body", LARGEST_API_BODY)
    request.max_content_length = most + 1  # a chunked body is cut off there silently
    if (request.content_length or 0) > most or len(request.get_data()) > most:
        abort(413, f"at most {most} bytes are wanted")


class AnyScope:
    """The declared scope of a route that is open to every live key, whatever its scopes."""


ANY_SCOPE: Final = AnyScope()
NeededScope = Scope | AnyScope
View = TypeVar("View", bound=Callable[..., Any])


def tells_of(*purposes: TokenPurpose) -> Callable[[View], View]:
    """Declares the purposes that a token in a route's path may have; a token of any other gets a 404."""

    def declare(view: View) -> View:
        view.purposes = purposes  # type: ignore[attr-defined]
        return view

    return declare


def needs(scope: NeededScope) -> Callable[[View], View]:
    """Declares the scope that a route of the agencies' API needs; a route without one is closed to everybody."""

    def declare(view: View) -> View:
        view.scope = scope  # type: ignore[attr-defined]
        return view

    return declare


def scope_of(endpoint: str | None) -> NeededScope | None:
    """The scope that a route has declared."""
    return getattr(current_app.view_functions.get(endpoint or ""), "scope", None)


def anyone() -> None:
    """Anybody: health checks, the status page and the OpenAPI document hold nobody's data."""


def metrics_only() -> None:
    """The collector of metrics, by METRICS_TOKEN. Without it the answer is a 404."""
    token = _bearer()
    wanted = container().settings.metrics_key
    if not token or not wanted or not _opens(token, [wanted], request.remote_addr or ""):
        abort(404)


def _bearer() -> str | None:
    """The token of `Authorization: Bearer`, if one is shown."""
    shown = request.authorization
    return shown.token if shown is not None and shown.type == "bearer" else None


def simulator_only() -> None:
    """The phone simulator: only with SIMULATOR=1, and for pages of this machine.

    Against DNS rebinding: a page of another site can make its own host name resolve to this machine and would then read
    all of it, but its requests still carry that name in the Host header.
    """
    if not container().settings.simulator:
        abort(404)
    if not is_loopback_host(request.host):
        refuse(421, "the simulator is for this machine: http://localhost or http://127.0.0.1 is wanted")


def is_loopback_host(host: str) -> bool:
    """Whether a Host header names this machine: `localhost`, or a loopback address, with a port or without."""
    name = urlsplit(f"//{host}").hostname if "@" not in host else None
    return name is not None and (name == "localhost" or _is_loopback(name))


def page_of_ours_only() -> None:
    """Accept JSON only: a form of another site cannot send it, and a script of one would need a CORS preflight."""
    if request.method == "POST" and request.mimetype != JSON[0]:
        refuse(415, f"{JSON[1]} is wanted")


def staff_only() -> Any:
    """A member of staff, by a session of the console, with the permission of the route; a form must have our CSRF
    token.

    Sets `g.staff`, who they are (`staff_members.Staff`). Without a session, the answer is a redirect to the sign-in
    page.
    """
    sent_away = staff_access.need_staff()
    if sent_away is None:
        staff_access.check_form()
        staff_access.check_permission()
    return sent_away


def console_visitor() -> None:
    """Anybody, to sign in; a form must have our CSRF token all the same, for a sign-in can be forged too."""
    staff_access.check_form()


GUARDS = (
    provider_only,
    provider_in_json,
    sms_gateway_only,
    pesaflow_only,
    daraja_only,
    agency_only,
    anyone,
    metrics_only,
    simulator_only,
    staff_only,
    console_visitor,
)
"""The functions that the test of all routes accepts as a guard."""


def is_hidden(path: str, caller: str, settings: Settings) -> bool:
    """Whether a path is hidden from this caller: its body is not read, and a wrong verb gets a wrong path's 404."""
    first, _, rest = path.lstrip("/").partition("/")
    if first in CALLBACK_KEYS:
        return not _opens(rest.partition("/")[0], CALLBACK_KEYS[first](settings), caller)
    return first == "metrics" or (first == "phone" and not settings.simulator)


def _opens(shown: str, keys: list[str], caller: str) -> bool:
    """Whether a key is one of these, compared in constant time.

    The default key, where none was set, opens to callers of this machine only: everybody knows it.
    """
    matches = [hmac.compare_digest(shown.encode("utf-8", "surrogatepass"), key.encode()) for key in keys]
    return any(matches) and (keys != [DEV] or _is_loopback(caller))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _live(token: str) -> Key | None:
    """The key of a token; None where it is unknown. One that has expired is counted, and answered with a 401."""
    with container().database.reading() as session:
        key = api_keys.find_key(session, token)
        expired = key is not None and api_keys.has_expired(session, key)
    if key is not None and expired:
        API_KEYS.labels("expired").inc()
        log.warning("expired API key", key=key.id, agency=key.agency)
        unauthorized("this API key has expired: a new one is wanted")
    if key is None:
        API_KEYS.labels("unknown").inc()
    return key


class LacksScope(Forbidden):
    """The key may not be used for this (RFC 6750, 3.1)."""

    def __init__(self, wanted: Scope | None) -> None:
        super().__init__(f"the API key lacks the scope {wanted}")
        self.wanted = wanted

    def get_headers(self, *given: Any, **named: Any) -> list[tuple[str, str]]:
        """See HTTPException."""
        lacks = WWWAuthenticate("bearer", {"error": "insufficient_scope", "scope": f"{self.wanted or ''}"})
        return [*super().get_headers(*given, **named), ("WWW-Authenticate", str(lacks))]


def _check_scope(key: Key) -> None:
    wanted = scope_of(request.endpoint)
    if isinstance(wanted, AnyScope) or wanted in key.scopes:
        return
    API_KEYS.labels("scope").inc()
    log.warning("API key lacks a scope", key=key.id, agency=key.agency, scope=str(wanted))
    raise LacksScope(wanted)


def unauthorized(detail: str) -> NoReturn:
    """Abort with 401: no live key was shown."""
    raise Unauthorized(detail, www_authenticate=WWWAuthenticate("bearer"))


def refuse(status: int, reason: str) -> NoReturn:
    """Abort with this status, and count it; the reason says what is wanted."""
    REFUSED.labels(str(status)).inc()
    abort(status, reason)
