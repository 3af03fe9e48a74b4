"""The cookie of the console: signed, and looked at for requests of the console alone.

It holds the token of a session (`staff_sessions`), the token against forged forms (`flask-wtf`), the language of a
browser that is not signed in, and what is to be said once. It is signed with HMAC-SHA-256 under the key ring: a new
key of the ring signs, the older ones are still known.
"""

import hashlib
from collections.abc import Callable
from typing import Any, Final

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from app.platform.encryption import Keyring

PREFIX: Final = "/console/"
PURPOSE: Final = "console cookie"


class ConsoleCookie(SecureCookieSessionInterface):
    """Flask's signed cookie, for the console alone: a callback of a provider has none, and costs nothing."""

    digest_method: Callable[[], Any] = staticmethod(hashlib.sha256)  # type: ignore[assignment]

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """See SessionInterface."""
        return super().open_session(app, request) if request.path.startswith(PREFIX) else None

    def make_null_session(self, app: Flask) -> Any:
        """An empty one, which is not written: of a request that is none of the console's."""
        return _Unwritten()

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        """See SessionInterface."""
        if not isinstance(session, _Unwritten):
            super().save_session(app, session, response)


class _Unwritten(SecureCookieSession):
    """What stands in for a session where there is none."""


def set_up(app: Flask, keys: Keyring, *, is_production: bool) -> None:
    """Have an application keep its sessions so. In production the cookie goes over TLS alone, to this host alone."""
    newest, *older = [each.hex() for each in keys.digests(PURPOSE)]
    app.session_interface = ConsoleCookie()
    app.config.update(
        SECRET_KEY=newest,
        SECRET_KEY_FALLBACKS=older,
        SESSION_COOKIE_NAME="__Host-lango-console" if is_production else "lango-console",
        SESSION_COOKIE_PATH="/" if is_production else "/console",
        SESSION_COOKIE_SECURE=is_production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
