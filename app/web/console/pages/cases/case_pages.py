"""One application: where it stands and what can be done; the person behind it on a page of its own; a message sent
again."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Response, current_app, redirect, request, url_for
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.back_office import case_file, case_messages, case_person
from app.domain.back_office.case_file import CaseFile
from app.domain.back_office.case_messages import CaseMessage, NotResent
from app.domain.messaging.sms_budget import BudgetSpent
from app.domain.shared import references
from app.domain.shared.errors import NotFound, RuleViolation
from app.domain.staff.roles import Permission
from app.web import asked, container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.applying.consent_words import DOCUMENTS
from app.web.console.pages.cases import case_texts
from app.web.console.pages.cases.case_texts import REFUSALS, word
from app.web.console.rendering import notice, page
from app.web.console.texts import language, mark, say
from app.web.staff_access import signed_in

MOVE: Final = "console_moves.show_move"
"""The endpoint of the page where an application is moved."""
blueprint = ConsoleBlueprint("console_application", __name__)


@blueprint.page("/applications/<path:reference>", Permission.VIEW_APPLICATIONS)
def show(reference: str) -> Response:
    """The state of an application. The access is audited."""
    return _shown(reference, {})


@blueprint.page("/applications/<path:reference>/person", Permission.VIEW_APPLICATIONS)
def show_person(reference: str) -> Response:
    """Who applied and what was filled in. The access is audited."""
    here = container()
    index = here.finder.index()
    with here.database.transaction() as opened:
        try:
            found = case_person.view_person(opened, index, asked.reference(reference), signed_in(), language())
        except NotFound as missed:
            raise NoPage from missed
    told = references.shown(found.reference)
    title = say("Who applied: application {reference}", reference=told)
    return page("application_person.html", title, person=found, texts=case_texts, documents=DOCUMENTS)


@blueprint.action("/applications/<path:reference>/resend", Permission.RESEND_MESSAGES)
def resend(reference: str) -> Response | Redirect:
    """Resend a failed message."""
    reference, number = asked.reference(reference), request.form.get("message", "")
    try:
        with container().database.transaction() as opened:
            application = case_file.find_case(opened, reference, signed_in(), lock=True)
            case_messages.resend_message(opened, application, _number(number), signed_in())
    except NotFound as missed:
        raise NoPage from missed
    except RuleViolation as refused:
        return _shown(reference, {"messages": _why(refused)})
    notice(mark("The message is sent again. Look here in a minute for what becomes of it."))
    return redirect(url_for("console_application.show", reference=reference), 303)


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 19):
        raise NotFound("no message of this application has this number")
    return int(written)


def _why(refused: RuleViolation) -> str:
    if isinstance(refused, NotResent):
        return word(REFUSALS, refused.why)
    if isinstance(refused, BudgetSpent):
        return say("You have sent as many SMS as you may for now. Wait an hour.")
    return say("This cannot be done: {why}", why=str(refused))


def _shown(reference: str, errors: Mapping[str, str]) -> Response:
    here, staff = container(), signed_in()
    ways = here.contacts.payment_ways
    with here.database.transaction() as opened:
        try:
            found = case_file.view_case(opened, asked.reference(reference), staff, language(), ways)
        except NotFound as missed:
            raise NoPage from missed
        told = _told(found)
    return page("application.html", told.pop("title"), errors=errors, **told)


def _told(found: CaseFile) -> dict[str, Any]:
    staff, reference = signed_in(), found.reference
    may_move = staff.may(Permission.MOVE_APPLICATIONS)
    moves = may_move and not found.is_over and MOVE in current_app.view_functions
    may_resend = staff.may(Permission.RESEND_MESSAGES)
    return {
        "title": say("Application {reference}", reference=references.shown(reference)),
        "case": found,
        "messages": [_message(each, may_resend=may_resend) for each in found.messages],
        "move_path": url_for(MOVE, reference=reference) if moves else "",
        "fee_path": _fee_path(found, may_move=may_move),
        "texts": case_texts,
    }


def _fee_path(found: CaseFile, *, may_move: bool) -> str:
    may_set = may_move and found.may_set_fee
    return url_for("console_application_fee.show_fee", reference=found.reference) if may_set else ""


def _message(found: CaseMessage, *, may_resend: bool) -> dict[str, Any]:
    has_failed = found.refusal is not case_messages.ResendRefusal.NOT_FAILED
    return {
        "sent": found.sent,
        "waited": case_texts.span(found.waited) if found.waited >= case_texts.MINUTE else "",
        "is_stuck": found.is_stuck,
        "may_resend": may_resend and found.refusal is None,
        "why_not": word(REFUSALS, found.refusal) if has_failed and found.refusal else "",
    }
