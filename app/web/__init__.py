"""HTTP in, HTTP out: no rule lives here."""

from flask import current_app

from app.callbacks.intake import Intake
from app.container import House


def house() -> House:
    """The house that this request came to."""
    found: House = current_app.extensions["lango"]
    return found


def intake() -> Intake:
    """Where what a provider tells is handed in."""
    found: Intake = current_app.extensions["intake"]
    return found
