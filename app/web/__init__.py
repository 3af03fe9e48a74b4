"""HTTP in, HTTP out: no rule lives here."""

from flask import current_app

from app.house import House


def house() -> House:
    """The house that this request came to."""
    found: House = current_app.extensions["lango"]
    return found
