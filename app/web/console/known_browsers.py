"""Device cookies (OWASP): wrong tries are counted apart at browsers where a member of staff has signed in before.

So nobody who knows only a username can lock its owner out by wrong tries elsewhere. The cookie holds a random number
and, for each of the last few usernames, a MAC over number and username: it names nobody, and grants no access.
"""

import hmac
import re
import secrets
from typing import Final

from flask import current_app, request
from werkzeug.wrappers import Response

from app.platform.encryption import Keyring
from app.web import container

PURPOSE: Final = "console browser"
MOST: Final = 8
"""Usernames that a browser is known for: those who share a desk's machine."""
NUMBER: Final = re.compile("[0-9a-f]{32}")
LIFE: Final = 180 * 24 * 3600
"""Seconds for which a browser is known after a sign-in."""


def known_browser(username: str) -> str:
    """The number of this browser, if this username has signed in here before; else nothing."""
    number, macs = _shown()
    return number if any(_vouches(mac, number, username) for mac in macs) else ""


def remember_browser(answer: Response, username: str) -> None:
    """Set the cookie by which this browser is known for the username that has just signed in."""
    number, macs = _shown()
    number = number or secrets.token_hex(16)
    others = [mac for mac in macs if not _vouches(mac, number, username)]
    kept = [*others, _macs(container().keys, number, username)[0]][-MOST:]
    name, config = _name(), current_app.config
    answer.set_cookie(
        name,
        ".".join([number, *kept]),
        max_age=LIFE,
        path=config["SESSION_COOKIE_PATH"],
        secure=config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def _name() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-browser"


def _shown() -> tuple[str, list[str]]:
    number, *macs = request.cookies.get(_name(), "").split(".")
    return (number, macs[:MOST]) if NUMBER.fullmatch(number) else ("", [])


def _vouches(mac: str, number: str, username: str) -> bool:
    shown = mac.encode()
    return any(hmac.compare_digest(shown, each.encode()) for each in _macs(container().keys, number, username))


def _macs(keys: Keyring, number: str, username: str) -> list[str]:
    return [each.hex() for each in keys.digests(PURPOSE, number, username.strip().lower())]
