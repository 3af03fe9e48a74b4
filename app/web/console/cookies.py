"""The session cookie of the console: signed, and read in requests to the console only.

It holds the token of a session (`staff_sessions`), the CSRF token (`flask-wtf`), the language of a browser that is not
signed in, and the message for the next page. It is signed with HMAC-SHA-256 under the key ring: the newest key signs,
the older ones still verify.
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
    """Flask's signed session cookie, for the console only: other requests, such as hops, spend no time on it."""

    digest_method: Callable[[], Any] = staticmethod(hashlib.sha256)  # type: ignore[assignment]

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """See SessionInterface."""
        return super().open_session(app, request) if request.path.startswith(PREFIX) else None

    def make_null_session(self, app: Flask) -> Any:
        """An empty session that is never saved, for a request outside of the console."""
        return _Unwritten()

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        """See SessionInterface."""
        if not isinstance(session, _Unwritten):
            super().save_session(app, session, response)


class _Unwritten(SecureCookieSession):
    """An empty session that is never saved."""


def set_up(app: Flask, keys: Keyring, *, is_production: bool) -> None:
    """Configure the session cookie of an application. In production it is sent over TLS only, and to this host only."""
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
