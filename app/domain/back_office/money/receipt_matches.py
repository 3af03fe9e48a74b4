"""Matching a receipt with an application by hand: the preview, and the match itself. For national roles only, because
unmatched money belongs to no agency."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.back_office.money.money_files import NO_RECEIPT, find_receipt_within
from app.domain.catalogue.models import Status
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.receipts import reconciliation
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.staff.staff_members import Staff


@dataclass(frozen=True)
class MatchPlan:
    """The preview of a match. `left_kes`: still to be paid afterwards. `over_kes`: the surplus that is refunded."""

    receipt_id: str
    receipt: str
    reference: str
    service: str
    status: Status
    amount_kes: Decimal
    due_kes: Decimal
    left_kes: Decimal
    over_kes: Decimal


def preview_match(session: Session, receipt_id: str, reference: str, *, staff: Staff) -> MatchPlan:
    """Preview crediting a receipt to an application; `reference` as somebody typed it.

    Raises NotFound for a receipt or application that is not found; NotAllowed where the receipt is not `UNMATCHED`:
    it is matched already, or no provider has confirmed it.
    """
    row = find_receipt_within(session, receipt_id, staff)
    if staff.reach is not None:
        raise NotFound(NO_RECEIPT)
    application = transitions.find_said(session, reference)
    if application.is_test:
        raise NotFound(transitions.UNKNOWN)
    if row.state != ReceiptState.UNMATCHED:
        raise NotAllowed(f"this receipt is {row.state}: only one that is {ReceiptState.UNMATCHED} can be matched")
    is_due = application.status == Status.AWAITING_PAYMENT
    due = (application.due_kes or Decimal(0)) if is_due else Decimal(0)
    return MatchPlan(
        receipt_id=row.id,
        receipt=row.receipt,
        reference=application.reference,
        service=application.service.label,
        status=application.status,
        amount_kes=row.amount_kes,
        due_kes=due,
        left_kes=max(Decimal(0), due - row.amount_kes),
        over_kes=max(Decimal(0), row.amount_kes - due),
    )


def match_by_hand(session: Session, plan: MatchPlan, *, staff: Staff, contacts: Contacts) -> str:
    """Carry out a match; returns the new state of the receipt. Raises as `reconciliation.match_receipt` does."""
    return reconciliation.match_receipt(session, plan.receipt, plan.reference, actor=staff.actor, contacts=contacts)
