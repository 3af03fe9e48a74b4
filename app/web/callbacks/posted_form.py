"""A fast reader for the form of a callback: every hop has one, with few fields."""

from typing import Final
from urllib.parse import unquote_plus

from flask import request

QUOTED: Final = "werkzeug.url_quote"
"""The codec's error handler that keeps bytes which are not UTF-8 as they were posted (`%ff`). Werkzeug registers it."""
MOST_FIELDS: Final = 100
"""The provider sends nine fields at most."""


def read_form() -> dict[str, list[str]]:
    """The fields of the request, each with all its values; empty where the body is not a form, or has too many fields.

    A guard has checked the length before.
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
    """A name or a value, decoded (WHATWG URL, 5.1)."""
    return unquote_plus(text, errors=QUOTED) if "%" in text or "+" in text else text
