"""The worker's part of refunds: sends what two persons have approved, once, and records the outcome.

    APPROVED --claim--> SENDING --outcome--> SENT | FAILED | UNKNOWN

A claim is committed before the first byte is sent. A refund whose claim has no outcome when its lease ends becomes
UNKNOWN, and so does one that the provider has accepted without a result within a day. Neither is sent again
automatically (law 13).
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from app.domain.payments.callback_tokens import TokenPurpose, make_token
from app.domain.payments.models import PaymentRefund, readable_phone
from app.domain.payments.provider_port import RefundOutcome
from app.domain.payments.refunding.refund_events import HeldRefund, apply_refund_event, hold_refund
from app.domain.payments.refunding.refund_states import RefundEvent, RefundState
from app.domain.shared.payment_ways import Provider
from app.platform.db import keys, now

REFUND_LEASE: Final = timedelta(minutes=5)
"""Longer than sending takes: at worst a minute and a half, and 150 s to store the outcome."""
RESULT_WITHIN: Final = timedelta(days=1)
"""After so long without a result a refund that the provider has accepted goes to staff."""
AT_ONCE: Final = 50
ID_LENGTH: Final = 32
"""Characters of a refund's id; in the name of a token the attempt follows, in hexadecimal."""
OUTCOMES: Final = {
    RefundOutcome.ACCEPTED: RefundEvent.ACCEPT,
    RefundOutcome.REJECTED: RefundEvent.REJECT,
    # only the provider's own records show how the earlier attempt ended
    RefundOutcome.DUPLICATE: RefundEvent.LOSE,
    RefundOutcome.UNKNOWN: RefundEvent.LOSE,
    None: RefundEvent.RECORD,
}
"""The event for each outcome of sending; None: this provider cannot send money."""


@dataclass(frozen=True)
class ClaimedRefund:
    """A refund that this worker sends, once. `token`: the last part of the callback URL."""

    refund_id: str
    epoch: int
    provider: Provider
    amount_kes: Decimal
    phone: str = field(repr=False)
    token: str = field(repr=False)


def has_due_refunds(session: Session) -> bool:
    """Whether any refund is to be sent or settled: one read, so that a worker without work writes nothing."""
    return bool(session.scalar(select(exists().where(PaymentRefund.next_at <= now(session)))))


def claim_refunds(session: Session, most: int, senders: Collection[Provider]) -> list[ClaimedRefund]:
    """Claim the next refunds to be sent. One of a provider that is not in `senders` is left to staff to give back."""
    claimed = []
    for held in _due(session, most, PaymentRefund.state == RefundState.APPROVED):
        refund, provider = held.refund, held.receipt.provider
        if provider not in senders:
            apply_refund_event(session, held, RefundEvent.RECORD)
            continue
        phone = readable_phone(refund)
        if phone is None:
            apply_refund_event(session, held, RefundEvent.REJECT, code="no phone")
            continue
        apply_refund_event(session, held, RefundEvent.SEND)
        refund.epoch += 1
        refund.sent_at, refund.next_at = now(session), now(session) + REFUND_LEASE
        token = make_token(keys(session), TokenPurpose.REFUND, f"{refund.id}{refund.epoch:04x}")
        claimed.append(ClaimedRefund(refund.id, refund.epoch, provider, refund.amount_kes, phone, token))
    return claimed


def record_refund_outcome(session: Session, claimed: ClaimedRefund, outcome: RefundOutcome | None) -> None:
    """Record the outcome of sending, also where it comes after the worker's lease."""
    held = hold_refund(session, claimed.refund_id)
    if held is None or held.refund.epoch != claimed.epoch:
        return
    if held.refund.state not in (RefundState.SENDING, RefundState.UNKNOWN):
        return
    code = str(outcome) if outcome is not RefundOutcome.ACCEPTED and outcome else ""
    is_moved = apply_refund_event(session, held, OUTCOMES[outcome], code=code)
    if is_moved and outcome is RefundOutcome.ACCEPTED:
        held.refund.next_at = now(session) + RESULT_WITHIN


def settle_lost_refunds(session: Session) -> int:
    """Mark refunds without an outcome, or without a result, as unknown; returns how many."""
    found = _due(session, AT_ONCE, PaymentRefund.state.in_((RefundState.SENDING, RefundState.SENT)))
    for held in found:
        apply_refund_event(session, held, RefundEvent.LOSE, code="no answer")
    return len(found)


def _due(session: Session, most: int, which: ColumnElement[bool]) -> list[HeldRefund]:
    """Due refunds, locked; one that is locked by another transaction is skipped."""
    moment = now(session)
    query = select(PaymentRefund.id).where(which, PaymentRefund.next_at <= moment)
    held = (
        hold_refund(session, each, skip_locked=True)
        for each in session.scalars(query.order_by(PaymentRefund.next_at).limit(most)).all()
    )
    return [each for each in held if each and each.refund.next_at is not None and each.refund.next_at <= moment]
