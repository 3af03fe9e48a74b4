"""What staff do with a ticket: read it, answer it by SMS, hand it over, close it.

An answer is sent in the government's name, so the policy of notes applies to it: wording that the policy holds back
needs a second person's release (`back_office.held_answers`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.domain.applications import note_policy
from app.domain.applications.applications import Application
from app.domain.applications.note_policy import Ours
from app.domain.audit import audit_log
from app.domain.catalogue.models import agency
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.messaging.sms_budget import Purse
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid, NotAllowed, NotFound
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import Staff
from app.domain.tickets import tickets
from app.domain.tickets.tickets import Ticket, TicketState
from app.platform import gsm0338, normalize
from app.platform.db import now
from app.platform.i18n import _, translate

MOST_PARTS: Final = 2
"""The most SMS segments of an answer."""
UNKNOWN: Final = "there is no such question"
MOST_LISTED: Final = 100
ANSWER: Final = _("eCitizen {name}: {words}")
"""The SMS of an answer: the ticket's name, then the words of the staff as they wrote them."""


@dataclass(frozen=True)
class ReadAnswer:
    """An answer as it would be sent: its text, septets and segments."""

    text: str
    body: str
    septets: int
    parts: int


def list_open(session: Session, *, staff: Staff, after: datetime | None = None) -> Sequence[Ticket]:
    """The open questions for this member's agency (or the call centre), the longest waiting first; 100 at most."""
    waits = _reached(staff) & (Ticket.state == TicketState.OPEN)
    if after is not None:
        waits &= Ticket.changed_at > after
    return session.scalars(select(Ticket).where(waits).order_by(Ticket.changed_at, Ticket.id).limit(MOST_LISTED)).all()


def find_ticket(session: Session, name: str, *, staff: Staff, lock: bool = False) -> Ticket:
    """A question that this member may answer. Raises NotFound for any other, as for one that does not exist."""
    query = select(Ticket).where(Ticket.id == name, _reached(staff))
    found = session.scalar(query.with_for_update().execution_options(populate_existing=True) if lock else query)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def read_answer_text(ticket: Ticket, typed: str) -> ReadAnswer:
    """The SMS of an answer. Raises Invalid for an empty one, and for one that is too long."""
    text = gsm0338.fold(normalize.prose(typed))
    body = translate(ticket.language, ANSWER, name=ticket.id, words=text)
    parts = gsm0338.parts(body)
    if not text or parts > MOST_PARTS:
        raise Invalid(f"answer: at most {MOST_PARTS} SMS are wanted, and something in them")
    return ReadAnswer(text, body, gsm0338.septets(body) or 0, parts)


def check_answer_words(text: str, contacts: Contacts) -> None:
    """Raises Invalid for wording that the policy of notes holds back."""
    note_policy.check_note("answer", text, Ours.of(contacts))


def answer_ticket(
    session: Session,
    name: str,
    typed: str,
    *,
    staff: Staff,
    contacts: Contacts,
    said: int,
    actor: str = "",
    is_released: bool = False,
) -> Ticket:
    """Answer a question by SMS. `said`: the number of messages on it when the answer was written.

    `is_released`: a second person has released the wording; `actor` then names both. Neither quiet hours nor STOP hold
    the SMS, as it was asked for. Raises NotFound; NotAllowed where a message was added since, or it is closed; Invalid,
    BudgetSpent.
    """
    ticket = find_ticket(session, name, staff=staff, lock=True)
    if ticket.state == TicketState.CLOSED:
        raise NotAllowed("this question is closed")
    if len(tickets.messages_on(session, ticket)) != said:
        raise NotAllowed("something was said on it meanwhile: read it first")
    read = read_answer_text(ticket, typed)
    if not is_released:
        check_answer_words(read.text, contacts)
    message = tickets.add_message(session, ticket, read.text, actor=actor or staff.actor)
    ticket.state = TicketState.ANSWERED
    messages.queue_sms(
        session,
        key=f"ticket:{ticket.id}:{ticket.opened_at:%Y%m%d%H%M%S}:{message.number}:sms",
        kind=MessageKind.RECEIPT,
        phone=ticket.phone_number,
        body=read.body,
        purse=Purse.AGENCY,
        paid_by=staff.sms_budget,
    )
    return ticket


def close_ticket(session: Session, name: str, reason: str, *, staff: Staff) -> None:
    """Close a question without (another) answer. Raises NotFound, NotAllowed, Invalid without a reason."""
    ticket = find_ticket(session, name, staff=staff, lock=True)
    why = " ".join(reason.split())
    if not why or len(why) > tickets.LONGEST or not why.isprintable():
        raise Invalid("reason: one is wanted, for colleagues")
    if ticket.state == TicketState.CLOSED:
        raise NotAllowed("this question is closed already")
    ticket.state, ticket.changed_at = TicketState.CLOSED, now(session)
    audit_log.record(session, actor=staff.actor, action="ticket.closed", subject=ticket.id, reason=why)


def hand_over(session: Session, name: str, agency_code: str | None, *, staff: Staff) -> None:
    """Give a question to another agency's staff, or to the call centre (None). Raises NotFound, NotAllowed, Invalid."""
    ticket = find_ticket(session, name, staff=staff, lock=True)
    if agency_code is not None and agency(session, agency_code) is None:
        raise Invalid("agency: there is none of this code")
    if agency_code == ticket.agency_code:
        raise NotAllowed("it is there already")
    before, ticket.agency_code = ticket.agency_code or "call centre", agency_code
    told = {"before": before, "after": agency_code or "call centre"}
    audit_log.record(session, actor=staff.actor, action="ticket.handed_over", subject=ticket.id, **told)


def _reached(staff: Staff) -> ColumnElement[bool]:
    """The questions that a member may answer: of their agency, and of their services where they work on some; of no
    agency too, for who calls citizens; all, in a national role. One about no application is of no service."""
    if not staff.may(Permission.ANSWER_TICKETS):
        return Ticket.id.is_(None)
    if staff.agency is None:
        return Ticket.id.is_not(None)
    mine = Ticket.agency_code == staff.agency
    if staff.services:
        about = select(Application.id).where(Application.id == Ticket.application_id)
        theirs = about.where(Application.service_code.in_(sorted(staff.services)))
        mine &= Ticket.application_id.is_(None) | theirs.exists()
    return mine | Ticket.agency_code.is_(None) if staff.may(Permission.CALL_CITIZENS) else mine
