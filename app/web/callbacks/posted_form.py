"""The form of a callback, read once and at once: a hop has few fields, and every hop has them."""

from typing import Final
from urllib.parse import unquote_plus

from flask import request

QUOTED: Final = "werkzeug.url_quote"
"""Bytes that are no letters stay as they were posted, `%ff`: registered by Werkzeug, for its own forms."""
MOST_FIELDS: Final = 100
"""The provider sends nine at most."""


def read_form() -> dict[str, list[str]]:
    """The fields of the request, each with all its values; none where the body is no form, or has too many.

    A guard has looked at the length before.
    """
    environ = request.environ
    body: bytes = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    if body.count(b"&") >= MOST_FIELDS:
        return {}
    form: dict[str, list[str]] = {}
    try:
        for pair in body.decode().split("&"):
            name, equals, value = pair.partition("=")
            if "%" in value or "+" in value:
                value = _read(value)
            if name or equals:
                form.setdefault(_read(name), []).append(value)
    except ValueError:
        return {}
    return form


def _read(text: str) -> str:
    """A name or a value as it was meant (WHATWG URL, 5.1)."""
    return unquote_plus(text, errors=QUOTED) if "%" in text or "+" in text else text
