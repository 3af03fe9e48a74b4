"""Refunds that are queued: a row with amount and reason, for staff to decide on."""

import secrets
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.payments.models import PaymentReceipt, PaymentRefund
from app.domain.payments.payment_events import WORKER, apply_receipt_event
from app.domain.payments.payment_states import ReceiptEvent, ReceiptReason, ReceiptState
from app.domain.payments.refunding.refund_states import RefundState
from app.platform.db import ensure, now

NOT_BEGUN: Final = (RefundState.QUEUED, RefundState.FAILED)
"""Nothing of these refunds is paid out, or on its way."""


def queue_refund(
    session: Session, row: PaymentReceipt, amount_kes: Decimal, reason: ReceiptReason, *, actor: str = WORKER
) -> None:
    """Queue a refund of so much of a receipt, once for a reason. Its id is the provider's idempotency key."""
    row.reason = reason
    session.flush()
    is_new = ensure(
        session,
        PaymentRefund,
        id=secrets.token_hex(16),
        receipt_id=row.id,
        amount_kes=amount_kes,
        reason=reason,
        state=RefundState.QUEUED,
        queued_at=now(session),
        actor=actor,
    )
    if is_new:
        audit_log.record(
            session, actor=actor, action="refund.queue", subject=row.receipt, amount=str(amount_kes), reason=reason
        )


def queue_refunds_of(session: Session, application: Application, reason: ReceiptReason, *, actor: str) -> Decimal:
    """Queue refunds of all that counts for an application; returns how much. The caller has locked its row."""
    mine = (PaymentReceipt.application_id == application.id) & (PaymentReceipt.state == ReceiptState.CREDITED)
    found = session.scalars(select(PaymentReceipt).where(mine).order_by(PaymentReceipt.id)).all()
    total = Decimal(0)
    for row in found:
        apply_receipt_event(session, row, ReceiptEvent.WITHDRAW, actor=actor)
        left = row.amount_kes - _queued(session, row)
        if left > 0:
            queue_refund(session, row, left, reason, actor=actor)
        total += left
    application.paid_kes = None
    return total


def share_refunds(session: Session, whole: PaymentReceipt, part: PaymentReceipt) -> None:
    """`part` was split off from `whole`: divide the refunds that have not begun, so that neither refunds more than it
    received."""
    session.flush()
    mine = (PaymentRefund.receipt_id == whole.id) & PaymentRefund.state.in_(NOT_BEGUN)
    begun = (PaymentRefund.receipt_id == whole.id) & PaymentRefund.state.not_in(NOT_BEGUN)
    left = max(Decimal(0), whole.amount_kes - sum(session.scalars(select(PaymentRefund.amount_kes).where(begun))))
    for refund in session.scalars(select(PaymentRefund).where(mine).order_by(PaymentRefund.queued_at)).all():
        kept = min(left, refund.amount_kes)
        moved, left = refund.amount_kes - kept, left - kept
        if not kept:
            refund.receipt_id, part.reason = part.id, refund.reason
        elif moved:
            refund.amount_kes = kept
            queue_refund(session, part, moved, ReceiptReason(refund.reason), actor=refund.actor)


def _queued(session: Session, row: PaymentReceipt) -> Decimal:
    """How much of a receipt is queued for refund already: its surplus."""
    amounts = session.scalars(select(PaymentRefund.amount_kes).where(PaymentRefund.receipt_id == row.id))
    return sum(amounts, Decimal(0))
