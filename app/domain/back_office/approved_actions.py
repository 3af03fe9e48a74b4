"""Carries out approved requests: one action for each kind, in the transaction of the approval.

An action makes the same checks as without an approval, against the present state. If something has changed since the
request, the action is refused and the request stays open.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.back_office import account_approvals, held_answers, held_moves, key_approvals
from app.domain.back_office.catalogue import catalogue_approvals
from app.domain.back_office.money import refund_approvals
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed
from app.domain.staff import approvals
from app.domain.staff.approvals import Approval, ApprovalKind
from app.domain.staff.staff_members import Staff

Action = Callable[[Session, Approval, Mapping[str, Any], str, Contacts], None]
"""Carries out a request: the session, the request, its details, the actor (both persons), our contact details. Raises
RuleViolation."""

ACTIONS: Final[Mapping[ApprovalKind, Action]] = {
    ApprovalKind.REVOKE_KEY: key_approvals.revoke_key,
    ApprovalKind.BULK_MOVE: held_moves.start_many,
    ApprovalKind.HELD_ANSWER: held_answers.send_released,
    ApprovalKind.HELD_WORDS: held_moves.release_words,
    ApprovalKind.REFUND: refund_approvals.carry_out_refund,
    ApprovalKind.PHONE_CHANGE: account_approvals.change_phone_as_agreed,
    ApprovalKind.CLOSING: account_approvals.close_as_agreed,
    ApprovalKind.CORRECTION: account_approvals.correct_as_agreed,
    ApprovalKind.NUMBER_CORRECTION: account_approvals.correct_number_as_agreed,
    ApprovalKind.SERVICE_FEE: catalogue_approvals.edit_as_agreed,
    ApprovalKind.SERVICE_CLOSING: catalogue_approvals.edit_as_agreed,
}
"""The action for each kind of request."""


def approve(session: Session, approval_id: str, *, staff: Staff, contacts: Contacts) -> Approval:
    """Approve a request as the second person, and carry it out.

    Raises as `take_approval` and the action do; then nothing has changed, and the request stays open.
    """
    with session.begin_nested():
        row = approvals.take_approval(session, approval_id, staff=staff)
        action = ACTIONS.get(row.kind)
        if action is None:
            raise NotAllowed("this is of a kind that only a newer release knows")
        action(session, row, approvals.details_of(row), approvals.actor_of(session, row), contacts)
    return row
