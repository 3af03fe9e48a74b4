"""What every command stands on: the house it works in, how it refuses, and who is at the terminal."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

import click

from app.domain.errors import Refused
from app.domain.loading import NotLoaded
from app.house import House


def house() -> House:
    """The house of the command's application."""
    found: House = click.get_current_context().obj.load_app().extensions["lango"]
    return found


@contextmanager
def refusals() -> Iterator[None]:
    """Tell a refusal in a sentence and end with status 1."""
    try:
        yield
    except (Refused, NotLoaded) as refusal:
        raise click.ClickException(str(refusal)) from None


def actor() -> str:
    """Who is at the terminal, for the audit trail."""
    return f"operator:{getpass.getuser()}"
