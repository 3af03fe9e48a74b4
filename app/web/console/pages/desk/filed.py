"""What somebody else filed through an account that was taken over: the person adopts or cancels each of it."""

from typing import Any

from flask import Response, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.applications.applications import Application
from app.domain.applications.moves import leads_from
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.self_service import desk_takeover
from app.domain.shared.errors import NotFound, RuleViolation
from app.domain.staff.roles import Permission
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.desk.tasks import look_at, why
from app.web.console.rendering import notice, page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_desk_filed", __name__)


@blueprint.page("/desk/accounts/<account_id>/filed", Permission.CHANGE_ACCOUNTS)
def list_filed(account_id: str) -> Response:
    """All that is still to be decided on."""
    return _show(account_id, {})


@blueprint.action("/desk/accounts/<account_id>/filed/<reference>/adopt", Permission.CHANGE_ACCOUNTS)
def adopt(account_id: str, reference: str) -> Response | Redirect:
    """The person keeps an application: their phone hears of it from now on."""
    with container().database.transaction() as opened:
        _check_filed(opened, account_id, reference)
        desk_takeover.adopt(opened, reference, actor=signed_in().actor)
    notice(mark("{reference} is the person's now."), reference=reference)
    return redirect(url_for("console_desk_filed.list_filed", account_id=account_id), 303)


@blueprint.action("/desk/accounts/<account_id>/filed/<reference>/cancel", Permission.CHANGE_ACCOUNTS)
def cancel(account_id: str, reference: str) -> Response | Redirect:
    """The person does not want an application: it is cancelled, where it has not gone too far."""
    here = container()
    try:
        with here.database.transaction() as opened:
            _check_filed(opened, account_id, reference)
            desk_takeover.cancel(opened, reference, actor=signed_in().actor, contacts=here.contacts)
    except RuleViolation as refused:
        return _show(account_id, {"filed": why(refused)})
    notice(mark("{reference} is cancelled."), reference=reference)
    return redirect(url_for("console_desk_filed.list_filed", account_id=account_id), 303)


def _check_filed(opened: Session, account_id: str, reference: str) -> None:
    """Raises NotFound (404) for what is not to be decided on for this account."""
    try:
        account = accounts.get(opened, account_id, lock=True)
    except NotFound as missed:
        raise NoPage from missed
    if reference not in {each.reference for each in desk_takeover.undecided(opened, account)}:
        raise NoPage


def _show(account_id: str, errors: dict[str, str]) -> Response:
    told = look_at(account_id)
    with container().database.reading() as opened:
        found = desk_takeover.undecided(opened, accounts.get(opened, account_id))
        filed = [_line(each) for each in found]
    title = say("What somebody else filed")
    return page("desk/filed.html", title, errors=errors, account_id=account_id, filed=filed, **told)


def _line(each: Application) -> dict[str, Any]:
    return {
        "reference": each.reference,
        "service": each.service.name,
        "since": each.since,
        "agency": each.agency_code,
        "can_be_cancelled": Status.CANCELLED in leads_from(each.status),
    }
