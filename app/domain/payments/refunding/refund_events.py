"""Locks a refund with its money, and applies an event to it by the transition table. Each is audited and listed.

A change of a refund is a change of its receipt's line in the agencies' list (`receipt_listing`). A receipt is REFUNDED
when all of it was given back.
"""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.payments.models import PaymentReceipt, PaymentRefund
from app.domain.payments.payment_events import WORKER, apply_receipt_event
from app.domain.payments.payment_states import ReceiptEvent
from app.domain.payments.receipts.receipt_listing import keep_listing
from app.domain.payments.receipts.rows import hold_application
from app.domain.payments.refunding.refund_states import RefundEvent, RefundState, find_refund_transition
from app.platform.db import now

ENDED = (RefundState.DONE, RefundState.FAILED)


@dataclass(frozen=True)
class HeldRefund:
    """A refund, its receipt and its application (None for unmatched money), each row locked."""

    refund: PaymentRefund
    receipt: PaymentReceipt
    application: Application | None


def hold_refund(session: Session, refund_id: str, *, skip_locked: bool = False) -> HeldRefund | None:
    """A refund, locked in the order of `receipts.rows`; None where it does not exist, or is locked elsewhere."""
    mine = PaymentReceipt.id == select(PaymentRefund.receipt_id).where(PaymentRefund.id == refund_id).scalar_subquery()
    owner = session.execute(select(PaymentReceipt.application_id).where(mine)).first()
    application = hold_application(session, owner[0], skip_locked=skip_locked) if owner and owner[0] else None
    if owner is None or (owner[0] and application is None):
        return None
    receipts = select(PaymentReceipt).where(mine).with_for_update(skip_locked=skip_locked)
    row = session.scalar(receipts.execution_options(populate_existing=True))
    refunds = select(PaymentRefund).where(PaymentRefund.id == refund_id).with_for_update(skip_locked=skip_locked)
    refund = session.scalar(refunds.execution_options(populate_existing=True))
    return HeldRefund(refund, row, application) if row is not None and refund is not None else None


def apply_refund_event(
    session: Session, held: HeldRefund, event: RefundEvent, *, actor: str = WORKER, code: str = ""
) -> bool:
    """Move a refund; False where the event changes nothing there. The caller sets when it is due next."""
    refund, row = held.refund, held.receipt
    reached = find_refund_transition(refund.state, event)
    if reached is None:
        return False
    refund.state, refund.next_at = reached, None
    refund.code = code or (None if event is RefundEvent.APPROVE else refund.code)
    refund.closed_at = now(session) if reached in ENDED else None
    told = {"refund": refund.id, "amount": str(refund.amount_kes), "code": code}
    audit_log.record(session, actor=actor, action=f"refund.{event}", subject=row.receipt, **told)
    session.flush()
    if reached is RefundState.DONE and _is_all_given_back(session, row):
        apply_receipt_event(session, row, ReceiptEvent.REFUND, actor=actor)
    keep_listing(session.connection(), row, now(session))
    return True


def sum_of_refunds(session: Session, row: PaymentReceipt) -> Decimal:
    """How much of a receipt is to be given back, or was."""
    amounts = session.scalars(select(PaymentRefund.amount_kes).where(PaymentRefund.receipt_id == row.id))
    return sum(amounts, Decimal(0))


def _is_all_given_back(session: Session, row: PaymentReceipt) -> bool:
    states = session.scalars(select(PaymentRefund.state).where(PaymentRefund.receipt_id == row.id).distinct()).all()
    return states == [RefundState.DONE] and sum_of_refunds(session, row) >= row.amount_kes
