"""Applies an event to a payment or a receipt by the transition tables: an event without a transition changes nothing.
Each change is audited."""

from typing import Final

from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.payments.payment_states import (
    OPEN,
    PaymentEvent,
    ReceiptEvent,
    ReceiptState,
    find_payment_transition,
    find_receipt_transition,
)
from app.platform.db import now

WORKER: Final = "worker"
"""The actor when a provider has answered."""


def apply_payment_event(session: Session, payment: Payment, event: PaymentEvent, *, code: str = "") -> bool:
    """Move a payment whose row is locked; False where the event changes nothing there."""
    reached = find_payment_transition(payment.state, event)
    if reached is None:
        return False
    payment.state = reached
    payment.code = code or payment.code
    payment.closed_at = None if reached in OPEN else now(session)
    audit_log.record(
        session,
        actor=WORKER,
        action=f"payment.{event}",
        subject=payment.application.reference,
        payment=payment.id,
        code=code,
    )
    return True


def apply_receipt_event(session: Session, row: PaymentReceipt, event: ReceiptEvent, *, actor: str = WORKER) -> bool:
    """Move a receipt whose application's row is locked; False where the event changes nothing there."""
    reached = find_receipt_transition(row.state, event)
    if reached is None:
        return False
    row.state = reached
    if reached is not ReceiptState.DOUBTFUL:
        row.confirmed_at = row.confirmed_at or now(session)
    audit_log.record(
        session,
        actor=actor,
        action=f"receipt.{event}",
        subject=row.receipt,
        amount=str(row.amount_kes),
        payment=row.payment_id or "",
    )
    return True
