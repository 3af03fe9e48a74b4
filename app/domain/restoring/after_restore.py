"""After a restore from a backup: nothing that may have been sent since the backup is sent again automatically.

The backup has what was waiting when it was made, but not what was sent afterwards. So messages to citizens are held as
dead letters, which staff may send. Payment requests that had not been sent count as sent and unanswered, so that the
worker asks their provider. Approved refunds wait for staff. Webhooks to agencies are sent again: the receiver
recognises a repeated event by its id. All sessions of staff end, since some may have been ended after the backup.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.messaging import dead_letters
from app.domain.payments.models import Payment, PaymentRefund, PaymentSweep
from app.domain.payments.payment_events import apply_payment_event
from app.domain.payments.payment_states import OPEN, PaymentEvent, PaymentState
from app.domain.payments.receipts.rows import hold_payment
from app.domain.payments.refunding.refund_events import apply_refund_event, hold_refund
from app.domain.payments.refunding.refund_states import RefundEvent, RefundState
from app.domain.staff import staff_sessions
from app.platform.db import now

MAY_HAVE_LEFT: Final = (RefundState.APPROVED, RefundState.SENDING)


@dataclass(frozen=True)
class HeldBack:
    """How many messages, payments and refunds are held, or asked about, instead of being sent again."""

    messages: int = 0
    payments: int = 0
    refunds: int = 0


def hold_what_may_have_left(session: Session, *, copied_at: datetime, actor: str) -> HeldBack:
    """Hold what the module describes, and record it in the audit trail.

    Run it once, right after the restore and before any worker process starts. `copied_at`: when the backup was made.
    """
    held = HeldBack(
        messages=dead_letters.hold_unsettled(session),
        payments=_ask_about_payments(session, copied_at),
        refunds=_leave_refunds_to_people(session),
    )
    session.execute(update(PaymentSweep).values(next_at=now(session)))
    staff_sessions.end_every_session(session)
    counts = {"messages": held.messages, "payments": held.payments, "refunds": held.refunds}
    record_restore(session, copied_at=copied_at, actor=actor, **{name: str(n) for name, n in counts.items()})
    return held


def record_restore(session: Session, *, copied_at: datetime, actor: str, **details: str) -> None:
    """Record in the audit trail that the database was restored from a backup."""
    copy = copied_at.isoformat(timespec="seconds")
    audit_log.record(session, actor=actor, action="database.restored", subject=f"copy:{copy}", **details)


def _ask_about_payments(session: Session, copied_at: datetime) -> int:
    """Have the worker ask the provider about every open payment; one that waited to be sent may have been sent."""
    found = session.scalars(select(Payment.id).where(Payment.state.in_(OPEN)).order_by(Payment.application_id)).all()
    for payment_id in found:
        payment = hold_payment(session, payment_id)
        assert payment is not None  # noqa: S101  (nobody else is at work yet)
        if payment.state == PaymentState.ASKED:
            apply_payment_event(session, payment, PaymentEvent.SEND)
            payment.sent_at = copied_at
        apply_payment_event(session, payment, PaymentEvent.LOSE)
        payment.next_at = now(session)
    return len(found)


def _leave_refunds_to_people(session: Session) -> int:
    """Mark refunds that may have been sent as unknown: only the provider's own records say."""
    which = PaymentRefund.state.in_(MAY_HAVE_LEFT)
    found = session.scalars(select(PaymentRefund.id).where(which).order_by(PaymentRefund.id)).all()
    for refund_id in found:
        held = hold_refund(session, refund_id)
        assert held is not None  # noqa: S101  (nobody else is at work yet)
        apply_refund_event(session, held, RefundEvent.SEND)
        apply_refund_event(session, held, RefundEvent.LOSE)
    return len(found)
