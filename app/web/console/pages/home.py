"""The first page, and what everybody has: their own sessions, password and language, and signing out."""

from typing import Final

from flask import Response, g, redirect, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from app.domain.audit import audit_log
from app.domain.identity.passwords import Busy
from app.domain.shared.errors import Invalid
from app.domain.staff import approvals, staff_sessions
from app.domain.staff.staff_members import StaffMember
from app.domain.staff.staff_sign_in import SignInRefused, change_password
from app.platform.i18n import languages
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.rendering import notice, page
from app.web.console.texts import mark, say
from app.web.staff_access import ANY_STAFF, signed_in

CLEARED: Final = '"cache", "storage"'
"""What a browser deletes at a sign-out. Cookies are not named: that would delete those of all hosts of the domain, and
ours is cleared by itself."""

blueprint = ConsoleBlueprint("console_home", __name__)


@blueprint.page("/", ANY_STAFF)
def home() -> Response:
    """How many requests wait for the decision of the signed-in member of staff."""
    with container().database.reading() as opened:
        waiting = approvals.list_approvals(opened, staff=signed_in())
        mine = [each for each in waiting if approvals.may_decide(opened, each, signed_in())]
    return page("home.html", say("Start"), to_decide=len(mine))


@blueprint.page("/me", ANY_STAFF)
def own_account() -> Response:
    """Where one is signed in, and how to change the password."""
    return _own_account({})


@blueprint.action("/me/password", ANY_STAFF)
def change_own_password() -> Response | Redirect:
    """Change the password; every other session of one's own ends, and one's waiting requests."""
    given = {name: request.form.get(name, "") for name in ("old", "new", "again", "code")}
    if given["new"] != given["again"]:
        return _own_account({"again": say("The two new passwords differ.")})
    try:
        change_password(
            container().database,
            signed_in().id,
            given["old"],
            given["new"],
            given["code"],
            session_id=g.live.public_id,
        )
    except SignInRefused:
        return _own_account({"old": say("The password or the code does not fit, or there were too many tries.")})
    except Busy:
        return _own_account({"old": say("Many sign in just now. Try again in a moment.")})
    except Invalid as refused:
        return _own_account({"new": str(refused)})
    notice(mark("Your password is changed. Everywhere else you are signed out. What you asked for is withdrawn."))
    return redirect(url_for("console_home.own_account"), 303)


@blueprint.action("/me/sessions/<session_id>/end", ANY_STAFF)
def end_own_session(session_id: str) -> Redirect:
    """End another session of one's own."""
    with container().database.transaction() as opened:
        if staff_sessions.end_session(opened, signed_in().id, session_id):
            _record(opened, "staff.session_ended")
    notice(mark("That session is ended. If it was not yours, change your password: it withdraws what was asked for."))
    return redirect(url_for("console_home.own_account"), 303)


@blueprint.action("/me/language", ANY_STAFF)
def choose_own_language() -> Redirect:
    """Choose the language of the console for oneself."""
    wanted = request.form.get("language", "")
    if wanted in languages():
        with container().database.transaction() as opened:
            row = opened.get(StaffMember, signed_in().id)
            if row is not None:
                row.language = wanted
    return redirect(url_for("console_home.home"), 303)


@blueprint.action("/sign-out", ANY_STAFF)
def sign_out() -> Redirect:
    """End this session."""
    with container().database.transaction() as opened:
        staff_sessions.end_session(opened, signed_in().id, g.live.public_id)
        _record(opened, "staff.signed_out")
    session.clear()
    answer = redirect(url_for("console_visitors.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = CLEARED
    return answer


def _own_account(errors: dict[str, str]) -> Response:
    with container().database.reading() as opened:
        found = staff_sessions.sessions_of(opened, signed_in().id)
    return page("own_account.html", say("My sign-in"), errors=errors, sessions=found)


def _record(opened: Session, action: str) -> None:
    audit_log.record(opened, actor=signed_in().actor, action=action, subject=f"staff:{signed_in().username}")
