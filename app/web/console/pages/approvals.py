"""What waits for a second person: the list, one request with its details, and the decision."""

from datetime import timedelta
from typing import Any, Final

from flask import Response, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.audit import audit_log
from app.domain.back_office import approved_actions
from app.domain.shared.errors import NotFound
from app.domain.staff import approvals
from app.domain.staff.approvals import Approval
from app.domain.staff.staff_members import get_staff
from app.platform.db import now
from app.web import container
from app.web.console.actions import perform, why_not
from app.web.console.approval_texts import NAMES, SHOWN
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.rendering import page
from app.web.console.texts import mark, say
from app.web.staff_access import ANY_STAFF, signed_in

LATELY: Final = timedelta(days=7)

blueprint = ConsoleBlueprint("console_approvals", __name__)


@blueprint.page("/approvals", ANY_STAFF)
def list_approvals() -> Response:
    """What one may decide on, what one has asked for, and what was decided in the last week."""
    staff = signed_in()
    with container().database.reading() as opened:
        waiting = [_line(opened, each) for each in approvals.list_approvals(opened, staff=staff)]
        decided = approvals.list_decided(opened, staff=staff, since=now(opened) - LATELY)
        ended = [_line(opened, each) for each in decided]
    return page("approvals.html", say("Second person"), waiting=waiting, ended=ended)


@blueprint.page("/approvals/<approval_id>", ANY_STAFF)
def show_approval(approval_id: str) -> Response:
    """One request. The access to its details is audited."""
    return _show(approval_id, {})


@blueprint.action("/approvals/<approval_id>/approve", ANY_STAFF)
def approve(approval_id: str) -> Response | Redirect:
    """Approve a request, and carry it out."""
    staff, contacts = signed_in(), container().contacts
    return perform(
        lambda opened: approved_actions.approve(opened, approval_id, staff=staff, contacts=contacts),
        lambda refused: _show(approval_id, {"decision": why_not(refused)}),
        said=mark("Done, in both your names."),
        path=url_for("console_approvals.list_approvals"),
    )


@blueprint.action("/approvals/<approval_id>/refuse", ANY_STAFF)
def refuse(approval_id: str) -> Response | Redirect:
    """Refuse a request, with a reason."""
    answer, staff = request.form.get("answer", ""), signed_in()
    return perform(
        lambda opened: approvals.refuse_approval(opened, approval_id, answer, staff=staff),
        lambda refused: _show(approval_id, {"answer": why_not(refused)}),
        said=mark("Refused. Who asked sees why."),
        path=url_for("console_approvals.list_approvals"),
    )


@blueprint.action("/approvals/<approval_id>/withdraw", ANY_STAFF)
def withdraw(approval_id: str) -> Response | Redirect:
    """Withdraw a request of one's own."""
    staff = signed_in()
    return perform(
        lambda opened: approvals.withdraw_approval(opened, approval_id, staff=staff),
        lambda refused: _show(approval_id, {"decision": why_not(refused)}),
        said=mark("Your request is taken back."),
        path=url_for("console_approvals.list_approvals"),
    )


def _show(approval_id: str, errors: dict[str, str]) -> Response:
    staff = signed_in()
    with container().database.transaction() as opened:
        try:
            found = approvals.find_approval(opened, approval_id, staff=staff)
        except NotFound as missed:
            raise NoPage from missed
        told = _line(opened, found) | {
            "rows": _rows(opened, found),
            "answer": found.answer,
            "may_decide": approvals.may_decide(opened, found, staff),
            "is_own": found.asked_by == staff.id,
        }
        audit_log.record(opened, actor=staff.actor, action="approval.viewed", subject=found.subject, approval=found.id)
    return page("approval.html", told["name"], errors=errors, approval=told)


def _rows(opened: Session, found: Approval) -> list[tuple[str, str]]:
    shown = SHOWN.get(found.kind)
    return list(shown(opened, found, approvals.details_of(found))) if shown else []


def _line(opened: Session, found: Approval) -> dict[str, Any]:
    decider = get_staff(opened, found.decided_by).name if found.decided_by else ""
    return {
        "id": found.id,
        "name": say(NAMES.get(found.kind, found.kind)),
        "subject": found.subject,
        "reason": found.reason,
        "asked_by": get_staff(opened, found.asked_by).name,
        "asked_at": found.asked_at,
        "until": found.until,
        "state": found.state,
        "decided_by": decider,
        "decided_at": found.decided_at,
    }
