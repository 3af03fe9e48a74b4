"""HTTP requests and responses; the business rules are in `app/domain`."""

from flask import Request, current_app, request

from app.callbacks.intake import CallbackProcessor
from app.container import Container


def container() -> Container:
    """The services of the application that this request came to."""
    found: Container = current_app.extensions["lango"]
    return found


def intake() -> CallbackProcessor:
    """The processor that providers' callbacks are handed to."""
    found: CallbackProcessor = current_app.extensions["intake"]
    return found


def current_request() -> Request:
    """The request object itself, for code on the way of every hop that reads several attributes: Flask's proxy
    `request` looks the object up for each."""
    found: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  as werkzeug documents
    return found
