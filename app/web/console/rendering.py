"""Rendering of pages: the template, the values that every template has, and the message after an action."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, flash, g, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from app.domain.staff.approvals import ApprovalState
from app.domain.staff.roles import Role
from app.platform.i18n import clock_time, languages
from app.web.console import texts
from app.web.console.navigation import ENTRIES
from app.web.console.texts import mark, say

ROLES: Final[Mapping[str, str]] = {
    Role.CLERK: mark("Clerk"),
    Role.SUPERVISOR: mark("Supervisor"),
    Role.AGENCY_ADMIN: mark("Agency administrator"),
    Role.HUDUMA_DESK: mark("Huduma desk"),
    Role.OPERATOR: mark("Operator"),
    Role.AUDITOR: mark("Auditor"),
}
STATES: Final[Mapping[str, str]] = {
    ApprovalState.WAITING: mark("waits"),
    ApprovalState.APPROVED: mark("done"),
    ApprovalState.REFUSED: mark("refused"),
    ApprovalState.WITHDRAWN: mark("taken back"),
    ApprovalState.EXPIRED: mark("nobody decided in time"),
}
"""The states of a request for a second person."""
ERRORS: Final[Mapping[int, tuple[str, str]]] = {
    400: (mark("This form cannot be taken"), mark("It is too old, or was not made here. Open the page again.")),
    403: (mark("Not for your role"), mark("Ask your supervisor, or the administrator of your agency.")),
    404: (mark("Nothing is here"), mark("There is no such page, or it is not your agency's.")),
    405: (mark("Nothing is here"), mark("There is no such page, or it is not your agency's.")),
    413: (mark("That is too large"), mark("Send less at once.")),
    429: (mark("Too often"), mark("Wait a little, and try again.")),
    503: (mark("Busy"), mark("Nothing was changed. Wait a little, and try again.")),
}
BROKEN: Final = (mark("Something broke"), mark("Nothing more is known here. Try again; if it goes on, call support."))


@dataclass(frozen=True)
class NavigationLink:
    """A line of the navigation: where it leads, what it says, and whether the reader is there."""

    path: str
    label: str
    is_here: bool


def page(
    template: str, title: str, *, status: int = 200, errors: Mapping[str, str] | None = None, **told: Any
) -> Response:
    """Render a page. `errors`: what is wrong with a form, by the field's name; the page's title says that there is
    something.

    Besides `told`, a template has `say`, `day`, `day_and_time`, `lang`, `staff`, `links` and the others below.
    """
    told |= {
        "title": title,
        "errors": dict(errors or {}),
        "say": say,
        "day": texts.day,
        "day_and_time": texts.day_and_time,
        "lang": texts.language(),
        "languages": languages(),
        "staff": g.get("staff"),
        "live": g.get("live"),
        "roles": ROLES,
        "states": STATES,
        "clock_time": clock_time,
        "links": _links(),
    }
    return make_response(render_template(f"console/{template}", **told), 422 if errors and status == 200 else status)


def notice(text: str, **fields: object) -> None:
    """Have the next page say what was done; the text is marked with `mark`."""
    flash(say(text, **fields))


def error_page(error: HTTPException) -> Response:
    """The page for an HTTP error, with its status."""
    status = error.code or 500
    title, advice = ERRORS.get(status, BROKEN)
    return page("error.html", say(title), status=status, advice=say(advice))


def _links() -> list[NavigationLink]:
    staff = g.get("staff")
    if staff is None:
        return []
    mine = (each for each in ENTRIES if each.permission is None or staff.may(each.permission))
    found = [(url_for(each.endpoint), say(each.label)) for each in mine]
    return [NavigationLink(path, label, _is_here(path)) for path, label in found]


def _is_here(path: str) -> bool:
    return request.path == path or (path != url_for("console_home.home") and request.path.startswith(f"{path}/"))
