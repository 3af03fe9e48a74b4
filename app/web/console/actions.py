"""What every action of the console has in common: one transaction, a redirect when done, the form when not."""

from collections.abc import Callable

from flask import Response, redirect
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.shared.errors import NotFound, RuleViolation
from app.web import container
from app.web.console.rendering import notice
from app.web.console.texts import say


def perform(
    work: Callable[[Session], object], again: Callable[[RuleViolation], Response], *, said: str, path: str
) -> Response | Redirect:
    """Do `work` in a transaction of its own, and redirect to `path`, where `said` (a marked text) is shown once.

    `again`: makes the page that is shown where the domain refuses it. Raises NotFound (404) where the domain does.
    """
    try:
        with container().database.transaction() as opened:
            work(opened)
    except NotFound as missed:
        raise NoPage from missed
    except RuleViolation as refused:
        return again(refused)
    notice(said)
    return redirect(path, 303)


def why_not(refused: RuleViolation) -> str:
    """A refusal of the domain, as a page says it."""
    return say("This cannot be done: {why}", why=str(refused))
