"""Requests to be called back: the list without numbers, one number at a time, and marking one as done."""

from typing import Final

from flask import Response, redirect, url_for
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.shared.errors import NotFound, RuleViolation
from app.domain.staff.roles import Permission
from app.domain.subscribers import call_requests
from app.domain.subscribers.call_requests import Topic, Wanted
from app.platform.i18n import languages
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.rendering import notice, page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_calls", __name__)
MOST: Final = 100
TOPICS: Final = {
    Topic.APPLICATION: mark("An application"),
    Topic.PAYMENT: mark("A payment"),
    Topic.ACCOUNT: mark("An account"),
    Topic.OTHER: mark("Something else"),
}


@blueprint.page("/calls", Permission.CALL_CITIZENS)
def list_calls() -> Response:
    """The open requests, the oldest first."""
    return _list(None, "")


@blueprint.action("/calls/<call_id>/number", Permission.CALL_CITIZENS)
def show_number(call_id: str) -> Response:
    """One number, to be dialled now. That it was shown is audited."""
    try:
        with container().database.transaction() as opened:
            found = call_requests.show_number(opened, call_id, actor=signed_in().actor)
    except NotFound as missed:
        raise NoPage from missed
    except RuleViolation:
        return _list(None, say("Somebody else has called meanwhile."))
    return _list(found, "")


@blueprint.action("/calls/<call_id>/done", Permission.CALL_CITIZENS)
def finish_call(call_id: str) -> Redirect:
    """Mark a request as done: its phone may ask again."""
    try:
        with container().database.transaction() as opened:
            call_requests.see_done(opened, call_id, actor=signed_in().actor)
    except NotFound as missed:
        raise NoPage from missed
    notice(mark("Done: this phone may ask again."))
    return redirect(url_for("console_calls.list_calls"), 303)


def _list(shown: Wanted | None, problem: str) -> Response:
    with container().database.reading() as opened:
        waiting = call_requests.list_unnumbered(opened, MOST)
    errors = {"waiting": problem} if problem else {}
    names = languages()
    return page("calls.html", say("Calls"), errors=errors, waiting=waiting, shown=shown, topics=TOPICS, names=names)
