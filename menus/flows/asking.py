"""Ask a question: it is typed here, and staff answer by SMS."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from app.domain.shared.errors import Invalid
from app.domain.tickets import tickets
from app.domain.tickets.tickets import NewTicket, Ticket, TicketState, TooManyTickets
from app.platform import normalize
from app.platform.i18n import _, day, translate
from menus.context import Context
from menus.notation import Fields, Option, Rejected, Screen, ask, end, menu

LONGEST: Final = 160
"""Characters of a question: what a phone with keys types in one go."""
STATES: Final = {
    TicketState.OPEN: _("waits for an answer"),
    TicketState.ANSWERED: _("answered by SMS"),
    TicketState.CLOSED: _("closed"),
}


def entrance(c: Context) -> Screen:
    """The questions that this phone asked within the week, where there are any; else the prompt for a question."""
    return own if asked_before(c) else question


def asked_before(c: Context) -> list[Ticket]:
    """What this phone has asked within the week, three at most."""
    with c.reading() as session:
        return list(tickets.tickets_of(session, c.phone)[:3])


def own_lines(c: Context) -> Fields:
    """A line for each question: its ticket number, its day, and its state."""
    found = asked_before(c)
    lines = [
        f"{each.id} {day(c.language, each.opened_at)}: {translate(c.language, STATES[each.state])}" for each in found
    ]
    return {"lines": "\n".join(lines)}


@menu(
    _("Your questions:\n{lines}"),
    fields=own_lines,
    longest={"lines": "\n".join(["T482135 22 Sep 2026: " + "W" * 21] * 3)},
)
def own(c: Context) -> Iterator[Option]:
    """The state of the questions that were asked, and the way to ask another one."""
    yield Option(_("Ask another question"), question)


def question_text(typed: str) -> str:
    """The question, cut to `LONGEST` characters. Raises Rejected where it is too short."""
    said = normalize.trimmed(typed)
    if len(said) < tickets.SHORTEST:
        raise Rejected(_("Type your question."))
    return said[:LONGEST]


@ask(
    _("Type your question, with its reference if any. No password or PIN."),
    acts=True,
    digits="answer",
    parse=question_text,
)
def question(c: Context, given: str) -> Screen:
    """Opens a ticket for the staff who can answer the question."""

    def work(session: Session) -> str:
        return tickets.open_ticket(session, NewTicket(c.phone, given, c.language, "ussd"))

    try:
        c.once("ask", work)
    except TooManyTickets:
        return too_many
    except Invalid:
        raise Rejected(_("Please leave out the password or code.")) from None
    return kept


def latest(c: Context) -> Fields:
    """The ticket number of the question."""
    found = asked_before(c)
    return {"name": found[0].id if found else "-"}


@end(_("Your question is {name}. The answer comes by SMS."), longest={"name": "T482135"})
def kept(c: Context) -> Fields:
    """The ticket is open; the answer comes by SMS."""
    return latest(c)


@end(_("We have your questions and answer them first. In a hurry? Call {phone}."))
def too_many(c: Context) -> Fields:
    """A phone has a limit of questions, so that nobody fills the list of the staff alone."""
    return {"phone": c.contacts.phone}
