"""Answers to tickets whose text the note policy blocks: a second person reads the text and approves it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.shared.contacts import Contacts
from app.domain.staff import approvals
from app.domain.staff.approvals import Approval, ApprovalKind, Wish
from app.domain.staff.staff_members import Staff, get_staff
from app.domain.tickets import ticket_answers


def request_release(session: Session, name: str, typed: str, said: int, reason: str, *, staff: Staff) -> str:
    """Request the approval of an answer; returns the id of the request. Raises NotFound, NotAllowed, Invalid."""
    ticket = ticket_answers.find_ticket(session, name, staff=staff)
    read = ticket_answers.read_answer_text(ticket, typed)
    details = {"ticket": ticket.id, "text": read.text, "body": read.body, "said": said}
    whose = ticket.agency_code or staff.agency
    about = session.get(Application, ticket.application_id) if ticket.application_id else None
    wish = Wish(ApprovalKind.HELD_ANSWER, ticket.id, details, reason, whose, [about.service_code] if about else ())
    return approvals.request_approval(session, wish, staff=staff)


def send_released(
    session: Session, approval: Approval, details: Mapping[str, Any], actor: str, contacts: Contacts
) -> None:
    """The action of `HELD_ANSWER`: send the answer. Raises NotAllowed where the ticket got a newer message."""
    asker = get_staff(session, approval.asked_by)
    ticket_answers.answer_ticket(
        session,
        details["ticket"],
        details["text"],
        staff=asker,
        contacts=contacts,
        said=details["said"],
        actor=actor,
        is_released=True,
    )
