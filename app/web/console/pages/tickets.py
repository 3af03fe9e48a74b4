"""Questions of citizens: the list, one of them, its answer with a preview of the SMS, handing over, closing."""

from typing import Any, Final

from flask import Response, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.back_office import held_answers
from app.domain.catalogue.models import Agency
from app.domain.messaging.sms_budget import PRICE_OF_A_PART, BudgetSpent
from app.domain.shared.errors import Invalid, NotFound, RuleViolation
from app.domain.staff.roles import Permission
from app.domain.tickets import ticket_answers, tickets
from app.domain.tickets.ticket_answers import ReadAnswer
from app.domain.tickets.tickets import CITIZEN, TicketState
from app.platform import normalize
from app.platform.i18n import languages
from app.platform.phone_numbers import masked
from app.web import container
from app.web.console.actions import perform, why_not
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.rendering import page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_tickets", __name__)
NEEDED: Final = Permission.ANSWER_TICKETS
STATES: Final = {
    TicketState.OPEN: mark("waits for an answer"),
    TicketState.ANSWERED: mark("answered"),
    TicketState.CLOSED: mark("closed"),
}
HELD: Final = mark("One person cannot send these words: {why}. Say it in another way, or ask a second person.")


@blueprint.page("/tickets", NEEDED)
def list_tickets() -> Response:
    """The open questions, the oldest first, without their text."""
    with container().database.reading() as opened:
        waiting = ticket_answers.list_open(opened, staff=signed_in())
    return page("tickets.html", say("Questions"), waiting=waiting, names=languages())


@blueprint.page("/tickets/<ticket_id>", NEEDED)
def show_ticket(ticket_id: str) -> Response:
    """One question and all messages on it. The access is audited."""
    return _show(ticket_id, {}, None, "")


@blueprint.action("/tickets/<ticket_id>/preview", NEEDED)
def preview_answer(ticket_id: str) -> Response:
    """A preview of the SMS, its length and its cost; and whether the policy holds its words."""
    typed = request.form.get("answer", "")
    try:
        with container().database.reading() as opened:
            read = ticket_answers.read_answer_text(_found(opened, ticket_id), typed)
    except Invalid:
        return _show(ticket_id, {"answer": say("Something is wanted that fits into two SMS.")}, None, typed)
    try:
        ticket_answers.check_answer_words(read.text, container().contacts)
    except Invalid as held:
        return _show(ticket_id, {"answer": say(HELD, why=str(held).partition(": ")[2])}, read, typed, is_held=True)
    return _show(ticket_id, {}, read, typed)


@blueprint.action("/tickets/<ticket_id>/answer", NEEDED)
def send_answer(ticket_id: str) -> Response | Redirect:
    """Send the answer that was previewed."""
    typed, staff, contacts = request.form.get("answer", ""), signed_in(), container().contacts
    return perform(
        lambda opened: ticket_answers.answer_ticket(
            opened, ticket_id, typed, staff=staff, contacts=contacts, said=_said()
        ),
        lambda refused: _show(ticket_id, {"answer": _why_not_sent(refused)}, None, typed),
        said=mark("Your answer goes out now."),
        path=url_for("console_tickets.list_tickets"),
    )


@blueprint.action("/tickets/<ticket_id>/release", NEEDED)
def ask_for_release(ticket_id: str) -> Response | Redirect:
    """Ask a second person to release the words."""
    typed, reason, staff = request.form.get("answer", ""), request.form.get("reason", ""), signed_in()
    return perform(
        lambda opened: held_answers.request_release(opened, ticket_id, typed, _said(), reason, staff=staff),
        lambda refused: _show(ticket_id, {"answer": why_not(refused)}, None, typed),
        said=mark("Asked. Another person decides; until then nothing is sent."),
        path=url_for("console_approvals.list_approvals"),
    )


@blueprint.action("/tickets/<ticket_id>/close", NEEDED)
def close_ticket(ticket_id: str) -> Response | Redirect:
    """Close it without an answer, and say why."""
    reason, staff = request.form.get("reason", ""), signed_in()
    return perform(
        lambda opened: ticket_answers.close_ticket(opened, ticket_id, reason, staff=staff),
        lambda refused: _show(ticket_id, {"reason": why_not(refused)}, None, ""),
        said=mark("Closed."),
        path=url_for("console_tickets.list_tickets"),
    )


@blueprint.action("/tickets/<ticket_id>/hand-over", NEEDED)
def hand_over(ticket_id: str) -> Response | Redirect:
    """Hand a question over to an agency, or to the call centre."""
    agency, staff = normalize.word(request.form.get("agency", "")) or None, signed_in()
    return perform(
        lambda opened: ticket_answers.hand_over(opened, ticket_id, agency, staff=staff),
        lambda refused: _show(ticket_id, {"agency": why_not(refused)}, None, ""),
        said=mark("Handed over."),
        path=url_for("console_tickets.list_tickets"),
    )


def _why_not_sent(refused: RuleViolation) -> str:
    if isinstance(refused, BudgetSpent):
        return say("You have sent as many SMS as you may in an hour.")
    return why_not(refused)


def _said() -> int:
    given = request.form.get("said", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else -1


def _found(opened: Session, ticket_id: str) -> tickets.Ticket:
    try:
        return ticket_answers.find_ticket(opened, ticket_id, staff=signed_in())
    except NotFound as missed:
        raise NoPage from missed


def _show(
    ticket_id: str, errors: dict[str, str], read: ReadAnswer | None, typed: str, *, is_held: bool = False
) -> Response:
    with container().database.transaction() as opened:
        ticket = _found(opened, ticket_id)
        said = tickets.messages_on(opened, ticket)
        application = opened.get(Application, ticket.application_id) if ticket.application_id else None
        agencies = opened.execute(select(Agency.code, Agency.short_name).order_by(Agency.short_name)).all()
        audit_log.record(opened, actor=signed_in().actor, action="ticket.viewed", subject=ticket.id)
        phone = masked(ticket.phone_number)
    told: dict[str, Any] = {
        "ticket": ticket,
        "said": said,
        "citizen": CITIZEN,
        "phone": phone,
        "application": application,
        "agencies": [("", say("The call centre")), *((code, name) for code, name in agencies)],
        "ticket_states": STATES,
        "names": languages(),
        "read": read,
        "typed": typed,
        "is_held": is_held,
        "price": f"{PRICE_OF_A_PART * read.parts:.2f}" if read else "",
    }
    return page("ticket.html", say("Question {name}", name=ticket.id), errors=errors, **told)
