"""What does not come out even, for people: who waits, whose money is nobody's, what is short, over or double; and the
match of a receipt with its application by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.applications.applications import Application
from app.domain.catalogue.models import Status
from app.domain.payments.models import (
    ClaimState,
    Payment,
    PaymentClaim,
    PaymentReceipt,
    PaymentRefund,
    ReceiptReason,
    RefundState,
)
from app.domain.payments.payment_events import apply_receipt_event
from app.domain.payments.payment_states import OPEN, PaymentState, ReceiptEvent, ReceiptState
from app.domain.payments.receipts.crediting import credit_receipt
from app.domain.shared import counters
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed, NotFound
from app.platform.db import now
from app.platform.observability import alarm

LONG: Final = timedelta(minutes=10)
"""A request that is open for so long is alarming."""
NEVER_CONFIRMED: Final = timedelta(days=3)
"""After so long a receipt that the provider has not confirmed is looked at by people."""
AGES: Final = {
    "under a minute": timedelta(minutes=1),
    "under 10 minutes": LONG,
    "under an hour": timedelta(hours=1),
    "longer": timedelta.max,
}
"""Ages of open requests, as they are counted; and the first that is too long."""
AT_ONCE: Final = 200


class ItemKind(StrEnum):
    """Why something is looked at."""

    WAITING = "waiting"
    UNRESOLVED = "unresolved"
    UNMATCHED = "unmatched"
    DOUBTFUL = "doubtful"
    SHORT = "short"
    REFUND = "refund"
    CLAIM = "claim"


@dataclass(frozen=True)
class OpenItem:
    """One thing to be looked at. `name`: a payment's id, a receipt's code or a refund's id."""

    kind: ItemKind
    name: str
    reference: str
    amount_kes: Decimal
    since: datetime
    why: str


def open_items(session: Session) -> list[OpenItem]:
    """All that is to be looked at, the oldest first; at most 200 of each kind."""
    found = [*_requests(session), *_receipts(session), *_short(session), *_refunds(session), *_claims(session)]
    return sorted(found, key=lambda each: each.since)


def oldest_open(session: Session) -> datetime | None:
    """Since when the oldest open request has been waiting for its provider; None where none does."""
    sent = select(Payment.sent_at).where(Payment.state.in_(OPEN), Payment.sent_at.is_not(None))
    return session.scalar(sent.order_by(Payment.sent_at).limit(1))


def count_open_by_age(session: Session) -> dict[str, int]:
    """How many requests wait for their provider, by how long they have."""
    moment, counts = now(session), dict.fromkeys(AGES, 0)
    sent = select(Payment.sent_at).where(Payment.state.in_(OPEN), Payment.sent_at.is_not(None))
    for each in session.scalars(sent):
        age = moment - (each or moment)
        counts[next(name for name, longest in AGES.items() if age < longest)] += 1
    return counts


def alarm_when_late(session: Session) -> None:
    """Say once an hour that a request has been open for long: nobody is to be unsure of their money for so long."""
    oldest = oldest_open(session)
    late = oldest is not None and oldest <= now(session) - LONG
    if late and counters.mark(session, "alarm: payments wait", timedelta(hours=1)):
        alarm("payments wait")


def match_receipt(session: Session, receipt: str, reference: str, *, actor: str, contacts: Contacts) -> str:
    """Count money that is nobody's for an application, as staff say; where it stands then.

    Raises NotFound for either, NotAllowed for money that is somebody's, or that no provider has confirmed.
    """
    application = transitions.find_application_of(session, reference, reach=None, lock=True)
    query = select(PaymentReceipt).where(PaymentReceipt.receipt == receipt).with_for_update()
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("there is no receipt of this code")
    if row.state != ReceiptState.UNMATCHED:
        raise NotAllowed(f"this receipt is {row.state}: only one that is {ReceiptState.UNMATCHED} can be matched")
    row.reason = None
    credit_receipt(session, row, application, contacts, by=ReceiptEvent.MATCH, actor=actor)
    return str(row.state)


def doubt_unconfirmed(session: Session) -> int:
    """What a notification named and no provider confirmed within three days is for people; how many receipts."""
    old = (PaymentReceipt.state == ReceiptState.HEARD) & (PaymentReceipt.heard_at < now(session) - NEVER_CONFIRMED)
    query = select(PaymentReceipt).where(old).order_by(PaymentReceipt.heard_at).limit(AT_ONCE)
    found = session.scalars(query.with_for_update(skip_locked=True)).all()
    for row in found:
        apply_receipt_event(session, row, ReceiptEvent.DOUBT)
        row.reason = ReceiptReason.NEVER_CONFIRMED
    return len(found)


def _requests(session: Session) -> Iterator[OpenItem]:
    waits = Payment.state.in_([*OPEN, PaymentState.UNRESOLVED])
    for each in session.scalars(select(Payment).where(waits).order_by(Payment.asked_at).limit(AT_ONCE)):
        kind = ItemKind.UNRESOLVED if each.state == PaymentState.UNRESOLVED else ItemKind.WAITING
        yield OpenItem(kind, each.id, each.application.reference, each.amount_kes, each.asked_at, each.state)


def _receipts(session: Session) -> Iterator[OpenItem]:
    kinds = {ReceiptState.UNMATCHED: ItemKind.UNMATCHED, ReceiptState.DOUBTFUL: ItemKind.DOUBTFUL}
    which = PaymentReceipt.state.in_(list(kinds))
    for row in session.scalars(select(PaymentReceipt).where(which).order_by(PaymentReceipt.heard_at).limit(AT_ONCE)):
        reference = _reference(session, row)
        yield OpenItem(kinds[row.state], row.receipt, reference, row.amount_kes, row.heard_at, row.reason or "")


def _short(session: Session) -> Iterator[OpenItem]:
    """Partly paid: also what has ended since, whose money nobody has decided on."""
    part = (Application.paid_kes > 0) & Application.status.in_((Status.AWAITING_PAYMENT, Status.CANCELLED))
    for each in session.scalars(select(Application).where(part).order_by(Application.since).limit(AT_ONCE)):
        due = each.due_kes or Decimal(0)
        yield OpenItem(ItemKind.SHORT, each.reference, each.reference, due, each.since, f"{each.paid_kes} paid")


def _refunds(session: Session) -> Iterator[OpenItem]:
    queued = select(PaymentRefund, PaymentReceipt).join(PaymentReceipt, PaymentReceipt.id == PaymentRefund.receipt_id)
    waits = queued.where(PaymentRefund.state == RefundState.QUEUED).order_by(PaymentRefund.queued_at).limit(AT_ONCE)
    for refund, row in session.execute(waits).all():
        reference = _reference(session, row)
        yield OpenItem(ItemKind.REFUND, row.receipt, reference, refund.amount_kes, refund.queued_at, refund.reason)


def _claims(session: Session) -> Iterator[OpenItem]:
    which = PaymentClaim.state == ClaimState.TO_STAFF
    for each in session.scalars(select(PaymentClaim).where(which).order_by(PaymentClaim.made_at).limit(AT_ONCE)):
        amount = Decimal(0)
        yield OpenItem(
            ItemKind.CLAIM, each.code, each.application.reference, amount, each.made_at, "typed by a citizen"
        )


def _reference(session: Session, row: PaymentReceipt) -> str:
    application = session.get(Application, row.application_id) if row.application_id else None
    return application.reference if application else ""
