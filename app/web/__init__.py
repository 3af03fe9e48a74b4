"""HTTP in, HTTP out: no rule lives here."""

from flask import Request, current_app, request

from app.callbacks.intake import CallbackProcessor
from app.container import Container


def container() -> Container:
    """The services of the application that this request came to."""
    found: Container = current_app.extensions["lango"]
    return found


def intake() -> CallbackProcessor:
    """Where what a provider tells is handed in."""
    found: CallbackProcessor = current_app.extensions["intake"]
    return found


def current_request() -> Request:
    """The request itself, for who reads several things of it on the way of every hop: Flask's `request` looks it up
    anew for each.
    """
    found: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  as werkzeug documents
    return found
