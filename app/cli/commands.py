"""What all commands use: the container, error messages, prompts, and the operator's name for the audit trail."""

import os
import pwd
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import click
import psycopg
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.container import Container
from app.domain.catalogue_import.loader import NotLoaded
from app.domain.forms_import.form_loader import FormsNotLoaded
from app.domain.shared.errors import RuleViolation
from app.platform import normalize
from app.platform.db import OutOfReach

LOGIN: Final = Path("/proc/self/loginuid")
NO_LOGIN: Final = 2**32 - 1
"""The kernel's value for a process that was not started from a login."""


def container() -> Container:
    """The services of the application that the command belongs to."""
    found: Container = click.get_current_context().obj.load_app().extensions["lango"]
    return found


MISSING: Final = (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn)
"""PostgreSQL's errors for a table or column that a migration adds; SQLite says "no such table" or "no such column"."""


class WordChoice(click.Choice[str]):
    """An option or argument that is one word of a list. Case, blanks and quotes around it do not matter."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """See click.ParamType."""
        return super().convert(normalize.word(value) if isinstance(value, str) else value, param, ctx)


class _ReportsDatabase(click.Command):
    """A command that says in one sentence that the database is away, or that it is not migrated."""

    def invoke(self, ctx: click.Context) -> Any:
        """See click.Command. Raises ClickException in place of those errors."""
        try:
            return super().invoke(ctx)
        except (OutOfReach, PoolTimeout) as error:
            raise click.ClickException("the database does not answer") from error
        except DBAPIError as error:
            said = str(error.orig).partition("\n")[0]  # the lines after it may name values of a row
            if said.startswith(("no such table", "no such column")) or isinstance(error.orig, MISSING):
                message = f"the database is not migrated ({said}); run: flask --app wsgi db upgrade"
                raise click.ClickException(message) from error
            if isinstance(error, OperationalError):
                raise click.ClickException(f"the database: {said}") from error
            raise


class LangoCommand(_ReportsDatabase):
    """A command of its own, such as `seed`."""


class LangoGroup(_ReportsDatabase, AppGroup):
    """A group of commands, such as `forms`."""


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal, or bytes that are not UTF-8, into an error message and exit status 1."""
    try:
        yield
    except (RuleViolation, NotLoaded, FormsNotLoaded) as refusal:
        raise click.ClickException(str(refusal)) from None
    except UnicodeError:  # the error's own text would repeat the bytes
        raise click.ClickException("text in UTF-8 is wanted") from None


def actor() -> str:
    """The operator, for the audit trail: the operating system's user, whatever the environment variables say.

    If the kernel knows that another user logged in (before `sudo` or `su`), that user is named too.
    """
    user, login = os.getuid(), _login()
    behind = "" if login is None or login == user else f"(login {_named(login)})"
    return f"operator:{_named(user)}{behind}"


def asked_for(what: str) -> str:
    """The answer to a question, from the terminal or a pipe: for values that the process list must not show.

    From a pipe, one line is read for each question. Raises ClickException if there is none.
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
    """The id of the user who logged in, as the kernel keeps it (proc(5), loginuid); None if it keeps none."""
    with suppress(OSError, ValueError):
        login = int(LOGIN.read_text())
        return None if login == NO_LOGIN else login
    return None


def _named(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"uid:{user}"
