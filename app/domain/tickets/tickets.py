"""Tickets: a question of a citizen, the messages on it, and its state.

A ticket belongs to its phone. It goes to the agency of the application that it names, if that application sends its
messages to this phone; else to the call centre (no agency). It is kept for 90 days after the last message.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey, Index, LargeBinary, delete, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.applications import applications
from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.messaging import texted_secrets
from app.domain.shared import counters, references
from app.domain.shared.blind_indexes import of
from app.domain.shared.counters import Limit
from app.domain.shared.errors import Invalid, RuleViolation
from app.domain.subscribers.phones import phone_index
from app.platform import normalize
from app.platform.database.sealed_value import sealed_text
from app.platform.db import Base, now

SHORTEST: Final = 3
LONGEST: Final = 300
"""Characters of a question: two SMS of GSM 03.38."""
DAY: Final = timedelta(days=1)
A_DAY: Final = 5
"""Questions and follow-ups of one phone in a day, by USSD and by SMS each: the sender of an SMS can be forged."""
OPEN_AT_ONCE: Final = 3
"""Tickets of one phone that wait for an answer, at most, by USSD and by SMS each."""
FOLLOWED: Final = timedelta(days=7)
"""For how long after its last message a ticket may be followed up."""
KEPT: Final = timedelta(days=90)
AT_ONCE: Final = 500
NAME: Final = re.compile(r"\b[Tt][ -]?([0-9]{6})\b")
"""The name of a ticket: `T482135`."""
CITIZEN: Final = "citizen"
_WAITS = text("state = 'open'")


class TicketState(StrEnum):
    """The state of a ticket."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    """No further answer; staff have given a reason."""


class Ticket(Base):
    """One question, under a name that can be said on the telephone."""

    __tablename__ = "tickets"
    __table_args__ = (
        Index("ix_tickets_open", "agency_code", "changed_at", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    phone: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    phone_sealed: Mapped[bytes]
    phone_number = sealed_text("phone")
    """The phone that asked, in E.164."""
    language: Mapped[str]
    way: Mapped[str]
    """`ussd` or `sms`."""
    application_id: Mapped[int | None] = mapped_column(ForeignKey(Application.id), index=True)
    agency_code: Mapped[str | None]
    """The agency whose staff answer it; None: the call centre."""
    state: Mapped[TicketState]
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    """When the last message was added, or it was closed."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"tickets.{column}:{self.id}"


class TicketMessage(Base):
    """A message on a ticket: by its citizen, or by staff."""

    __tablename__ = "ticket_messages"

    ticket_id: Mapped[str] = mapped_column(ForeignKey(Ticket.id), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text_sealed: Mapped[bytes]
    text = sealed_text("text")
    at: Mapped[datetime]
    actor: Mapped[str]
    """The author: `citizen`, or a member of staff."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"ticket_messages.{column}:{self.ticket_id}:{self.number}"


@dataclass(frozen=True)
class NewTicket:
    """A question from a phone. `reference`: of its application, as it was typed; empty if it is in the text."""

    phone: str = field(repr=False)
    text: str = field(repr=False)
    language: str
    way: str
    reference: str = ""


@dataclass(frozen=True)
class Said:
    """A message on a ticket, decrypted."""

    number: int
    text: str = field(repr=False)
    at: datetime
    actor: str


class TooManyTickets(RuleViolation):
    """The phone has asked as often as it may."""

    def __init__(self, said: str = f"no more than {OPEN_AT_ONCE} open questions, and {A_DAY} a day") -> None:
        super().__init__(said)


def open_ticket(session: Session, question: NewTicket) -> str:
    """Store a question; returns the name of its ticket. Raises Invalid (see `read_question`) and TooManyTickets."""
    said, index = read_question(question.text), phone_index(session, question.phone)
    waits = (Ticket.phone == index) & (Ticket.way == question.way) & (Ticket.state == TicketState.OPEN)
    if (session.scalar(select(func.count()).select_from(Ticket).where(waits)) or 0) >= OPEN_AT_ONCE:
        raise TooManyTickets
    _count(session, question.phone, question.way)
    application = _named(session, question)
    ticket = Ticket(
        id=_fresh_name(session),
        phone=index,
        language=question.language,
        way=question.way,
        application_id=application.id if application else None,
        agency_code=application.agency_code if application else None,
        state=TicketState.OPEN,
        opened_at=now(session),
        changed_at=now(session),
    )
    session.add(ticket)
    ticket.phone_number = question.phone
    session.flush()
    add_message(session, ticket, said, actor=CITIZEN)
    return ticket.id


def follow_up(session: Session, phone: str, text: str) -> str | None:
    """Add a texted message to the phone's own ticket that it names; returns the ticket's name, or None without one.

    A ticket whose last message is older than a week is not followed up, nor is one that was closed. Raises Invalid and
    TooManyTickets as `open_ticket` does.
    """
    found = NAME.search(text)
    ticket = hold_ticket(session, f"T{found[1]}") if found else None
    if found is None or ticket is None or ticket.phone != phone_index(session, phone):
        return None
    if ticket.state == TicketState.CLOSED or ticket.changed_at <= now(session) - FOLLOWED:
        return None
    said = read_question(f"{text[: found.start()]} {text[found.end() :]}")
    _count(session, phone, "sms")
    add_message(session, ticket, said, actor=CITIZEN)
    ticket.state = TicketState.OPEN
    return ticket.id


def tickets_of(session: Session, phone: str) -> Sequence[Ticket]:
    """The tickets of a phone with a message in the last week, the newest first."""
    mine = (Ticket.phone == phone_index(session, phone)) & (Ticket.changed_at > now(session) - FOLLOWED)
    return session.scalars(select(Ticket).where(mine).order_by(Ticket.opened_at.desc(), Ticket.id)).all()


def read_question(typed: str) -> str:
    """A question as it is stored. Raises Invalid for one that is too short or too long, and for a secret in it."""
    said = normalize.prose(typed)
    if not SHORTEST <= len(said) <= LONGEST:
        raise Invalid(f"text: {SHORTEST} to {LONGEST} characters are wanted")
    if texted_secrets.gives_one_away(said):
        raise Invalid("text: it may hold a password or a code, which nobody may ask for")
    return said


def add_message(session: Session, ticket: Ticket, said: str, *, actor: str) -> TicketMessage:
    """Store a message on a ticket whose row is locked."""
    mine = select(func.max(TicketMessage.number)).where(TicketMessage.ticket_id == ticket.id)
    number = (session.scalar(mine) or 0) + 1
    message = TicketMessage(ticket_id=ticket.id, number=number, at=now(session), actor=actor)
    session.add(message)
    message.text = said
    ticket.changed_at = now(session)
    action = "ticket.asked" if actor == CITIZEN else "ticket.answered"
    audit_log.record(session, actor=actor, action=action, subject=ticket.id, number=str(number))
    session.flush()
    return message


def messages_on(session: Session, ticket: Ticket) -> list[Said]:
    """The messages on a ticket, the oldest first."""
    rows = session.scalars(
        select(TicketMessage).where(TicketMessage.ticket_id == ticket.id).order_by(TicketMessage.number)
    )
    return [Said(row.number, row.text, row.at, row.actor) for row in rows]


def hold_ticket(session: Session, name: str) -> Ticket | None:
    """A ticket, locked."""
    query = select(Ticket).where(Ticket.id == name).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def purge_tickets(session: Session) -> int:
    """Delete tickets without a new message for 90 days; returns how many."""
    old = select(Ticket.id).where(Ticket.changed_at <= now(session) - KEPT).order_by(Ticket.changed_at).limit(AT_ONCE)
    names = session.scalars(old.with_for_update(skip_locked=True)).all()
    session.execute(delete(TicketMessage).where(TicketMessage.ticket_id.in_(names)))
    session.execute(delete(Ticket).where(Ticket.id.in_(names)))
    return len(names)


def _named(session: Session, question: NewTicket) -> Application | None:
    """The application that a question is about, if its messages go to this phone."""
    written = [question.reference] if question.reference else references.candidates(question.text)[:2]
    for each in written:
        found = applications.find_application(session, references.lookup_key(each))
        if found is not None and not found.is_test and applications.hears(session, found, question.phone):
            return found
    return None


def _count(session: Session, phone: str, way: str) -> None:
    if counters.spend(session, [Limit(f"questions of a phone by {way}", phone, DAY, A_DAY)]) is not None:
        raise TooManyTickets


def _fresh_name(session: Session) -> str:
    while session.get(Ticket, drawn := f"T{secrets.randbelow(900_000) + 100_000}"):
        pass
    return drawn
