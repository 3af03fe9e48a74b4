"""What every command stands on: the services it works with, how it refuses, and who is at the terminal."""

import os
import pwd
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import click

from app.container import Container
from app.domain.catalogue_import.loader import NotLoaded
from app.domain.forms_import.form_loader import FormsNotLoaded
from app.domain.shared.errors import RuleViolation
from app.platform import normalize

LOGIN: Final = Path("/proc/self/loginuid")
NO_LOGIN: Final = 2**32 - 1
"""What the kernel keeps for a process that no login has led to."""


def container() -> Container:
    """The services of the application that the command belongs to."""
    found: Container = click.get_current_context().obj.load_app().extensions["lango"]
    return found


class WordChoice(click.Choice[str]):
    """A word out of a list, however it was typed or pasted."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """See click.ParamType."""
        return super().convert(normalize.word(value) if isinstance(value, str) else value, param, ctx)


@contextmanager
def refusals() -> Iterator[None]:
    """Tell a refusal in a sentence and end with status 1; so also bytes that are no text."""
    try:
        yield
    except (RuleViolation, NotLoaded, FormsNotLoaded) as refusal:
        raise click.ClickException(str(refusal)) from None
    except UnicodeError:  # its words would repeat them
        raise click.ClickException("text in UTF-8 is wanted") from None


def actor() -> str:
    """Who is at the terminal, for the audit trail: the operating system's user, whatever the environment says.

    Where the kernel keeps who logged in, and this is somebody else (`sudo`, `su`), that is told too.
    """
    user, login = os.getuid(), _login()
    behind = "" if login is None or login == user else f"(login {_named(login)})"
    return f"operator:{_named(user)}{behind}"


def asked_for(what: str) -> str:
    """The answer to a question, at the terminal or of a pipe: what must stand in no history and no list of processes.

    Of a pipe a line is taken for each question. Raises ClickException where there is none.
    """
    if sys.stdin.isatty():
        answer: str = click.prompt(what, err=True)
        return answer.strip()
    with refusals():
        line = sys.stdin.readline()
    if not line.strip():
        raise click.ClickException(f"{what}: nothing was given")
    return line.strip()


def _login() -> int | None:
    """The user who logged in, as the kernel has kept it since (proc(5), loginuid); None where it keeps none."""
    with suppress(OSError, ValueError):
        login = int(LOGIN.read_text())
        return None if login == NO_LOGIN else login
    return None


def _named(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"uid:{user}"
