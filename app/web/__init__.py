"""HTTP in, HTTP out: no rule lives here."""

from flask import current_app

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
