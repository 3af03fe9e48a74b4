"""Open items of payments for staff: requests without an outcome, money without an application, short, surplus or
doubtful money; and the manual match of a receipt with its application."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, select, true, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.applications import transitions
from app.domain.applications.applications import Application, within
from app.domain.catalogue.models import Status
from app.domain.payments.models import (
    ClaimState,
    Payment,
    PaymentClaim,
    PaymentReceipt,
    PaymentRefund,
)
from app.domain.payments.payment_events import apply_receipt_event
from app.domain.payments.payment_states import OPEN, PaymentState, ReceiptEvent, ReceiptReason, ReceiptState
from app.domain.payments.receipts.crediting import credit_receipt
from app.domain.payments.refunding.refund_states import FOR_PEOPLE, RefundState
from app.domain.shared import counters
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.staff.reach import Reach
from app.platform.db import now
from app.platform.observability import alarm

LONG: Final = timedelta(minutes=10)
"""A request that is open for so long raises an alarm."""
NEVER_CONFIRMED: Final = timedelta(days=3)
"""After so long a receipt that the provider has not confirmed is shown to staff."""
AGES: Final = {
    "under a minute": timedelta(minutes=1),
    "under 10 minutes": LONG,
    "under an hour": timedelta(hours=1),
    "longer": timedelta.max,
}
"""The buckets of open requests by age; an age of LONG or more raises an alarm."""
AT_ONCE: Final = 200


class ItemKind(StrEnum):
    """Why staff see an open item."""

    WAITING = "waiting"
    UNRESOLVED = "unresolved"
    UNMATCHED = "unmatched"
    DOUBTFUL = "doubtful"
    SHORT = "short"
    REFUND = "refund"
    CLAIM = "claim"


@dataclass(frozen=True)
class OpenItem:
    """One open item for staff. `name`: a payment's id, a receipt's code or a code that was typed; `subject`: the id of
    the receipt or the claim that it is about, where it is about one."""

    kind: ItemKind
    name: str
    reference: str
    amount_kes: Decimal
    since: datetime
    why: str
    subject: str = ""


def open_items(
    session: Session, reach: Reach | None = None, kinds: Collection[ItemKind] = tuple(ItemKind), most: int = AT_ONCE
) -> list[OpenItem]:
    """All open items, the oldest first; at most `most` of each kind. Money of tests is left out; with a `reach` only
    items of its applications are included, so none without an application."""
    found: list[OpenItem] = []
    for sought, look in LOOKS.items():
        if not sought.isdisjoint(kinds):
            found += (each for each in look(session, reach, most) if each.kind in kinds)
    return sorted(found, key=lambda each: each.since)


def oldest_open(session: Session, reach: Reach | None = None) -> datetime | None:
    """When the oldest open request was sent to its provider; None where none is open."""
    return session.scalar(_sent(reach).order_by(Payment.sent_at).limit(1))


def count_open_by_age(session: Session, reach: Reach | None = None) -> dict[str, int]:
    """How many requests wait for their provider, by age."""
    moment, counts, sent = now(session), dict.fromkeys(AGES, 0), _sent(reach)
    for each in session.scalars(sent):
        age = moment - (each or moment)
        counts[next(name for name, longest in AGES.items() if age < longest)] += 1
    return counts


def alarm_when_late(session: Session) -> None:
    """Raise an alarm, once an hour, when a request has been open for long: its payer does not know the outcome."""
    oldest = oldest_open(session)
    late = oldest is not None and oldest <= now(session) - LONG
    if late and counters.mark(session, "alarm: payments wait", timedelta(hours=1)):
        alarm("payments wait")


def match_receipt(session: Session, receipt: str, reference: str, *, actor: str, contacts: Contacts) -> str:
    """Count an unmatched receipt for an application, as staff say; returns the receipt's new state.

    Raises NotFound for either, and for a test application; NotAllowed for money that is matched already, or that no
    provider has confirmed.
    """
    application = transitions.find_application_of(session, reference, reach=None, lock=True)
    if application.is_test:
        raise NotFound(transitions.UNKNOWN)
    query = select(PaymentReceipt).where(PaymentReceipt.receipt == receipt).with_for_update()
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("there is no receipt of this code")
    if row.state != ReceiptState.UNMATCHED:
        raise NotAllowed(f"this receipt is {row.state}: only one that is {ReceiptState.UNMATCHED} can be matched")
    row.reason = None
    credit_receipt(session, row, application, contacts, by=ReceiptEvent.MATCH, actor=actor)
    typed = (PaymentClaim.code == receipt) & (PaymentClaim.application_id == application.id)
    waits = PaymentClaim.state.in_((ClaimState.WAITING, ClaimState.TO_STAFF))
    session.execute(update(PaymentClaim).where(typed, waits).values(state=ClaimState.MATCHED, next_at=None))
    return str(row.state)


def doubt_unconfirmed(session: Session) -> int:
    """Mark receipts that no provider confirmed within three days as doubtful, for staff; returns how many."""
    old = (PaymentReceipt.state == ReceiptState.HEARD) & (PaymentReceipt.heard_at < now(session) - NEVER_CONFIRMED)
    query = select(PaymentReceipt).where(old).order_by(PaymentReceipt.heard_at).limit(AT_ONCE)
    found = session.scalars(query.with_for_update(skip_locked=True)).all()
    for row in found:
        apply_receipt_event(session, row, ReceiptEvent.DOUBT)
        row.reason = ReceiptReason.NEVER_CONFIRMED
    return len(found)


def _sent(reach: Reach | None) -> Select[datetime | None]:
    """When each open request was sent."""
    which = Payment.state.in_(OPEN) & Payment.sent_at.is_not(None)
    if reach is None:
        return select(Payment.sent_at).where(which)
    return (
        select(Payment.sent_at).join(Application, Application.id == Payment.application_id).where(which, within(reach))
    )


def _reached(of: InstrumentedAttribute[Any], reach: Reach | None) -> ColumnElement[bool]:
    """The SQL condition that a row is of an application within reach; always true where there is no reach."""
    return true() if reach is None else exists().where(Application.id == of, within(reach))


def _requests(session: Session, reach: Reach | None, most: int) -> Iterator[OpenItem]:
    waits = Payment.state.in_([*OPEN, PaymentState.UNRESOLVED]) & _reached(Payment.application_id, reach)
    for each in session.scalars(select(Payment).where(waits).order_by(Payment.asked_at).limit(most)):
        kind = ItemKind.UNRESOLVED if each.state == PaymentState.UNRESOLVED else ItemKind.WAITING
        yield OpenItem(kind, each.id, each.application.reference, each.amount_kes, each.asked_at, each.state)


def _receipts(session: Session, reach: Reach | None, most: int) -> Iterator[OpenItem]:
    kinds = {ReceiptState.UNMATCHED: ItemKind.UNMATCHED, ReceiptState.DOUBTFUL: ItemKind.DOUBTFUL}
    which = PaymentReceipt.state.in_(list(kinds)) & _reached(PaymentReceipt.application_id, reach)
    for row in session.scalars(select(PaymentReceipt).where(which).order_by(PaymentReceipt.heard_at).limit(most)):
        reference, why = _reference(session, row), row.reason or ""
        yield OpenItem(kinds[row.state], row.receipt, reference, row.amount_kes, row.heard_at, why, row.id)


def _short(session: Session, reach: Reach | None, most: int) -> Iterator[OpenItem]:
    """Partly paid applications, cancelled ones too: nobody has decided on their money."""
    part = (Application.paid_kes > 0) & Application.status.in_((Status.AWAITING_PAYMENT, Status.CANCELLED))
    part &= Application.is_test.is_(False) if reach is None else within(reach)
    for each in session.scalars(select(Application).where(part).order_by(Application.since).limit(most)):
        due = each.due_kes or Decimal(0)
        yield OpenItem(ItemKind.SHORT, each.reference, each.reference, due, each.since, f"{each.paid_kes} paid")


def _refunds(session: Session, reach: Reach | None, most: int) -> Iterator[OpenItem]:
    """Refunds that wait for staff."""
    refunds = select(PaymentRefund, PaymentReceipt).join(PaymentReceipt, PaymentReceipt.id == PaymentRefund.receipt_id)
    is_test = exists().where(Application.id == PaymentReceipt.application_id, Application.is_test.is_(True))
    waits = PaymentRefund.state.in_(FOR_PEOPLE) & ~is_test & _reached(PaymentReceipt.application_id, reach)
    for refund, row in session.execute(refunds.where(waits).order_by(PaymentRefund.queued_at).limit(most)).all():
        reference = _reference(session, row)
        why = refund.reason if refund.state == RefundState.QUEUED else f"{refund.reason}, {refund.state}"
        yield OpenItem(ItemKind.REFUND, row.receipt, reference, refund.amount_kes, refund.queued_at, why, row.id)


def _claims(session: Session, reach: Reach | None, most: int) -> Iterator[OpenItem]:
    which = (PaymentClaim.state == ClaimState.TO_STAFF) & _reached(PaymentClaim.application_id, reach)
    for each in session.scalars(select(PaymentClaim).where(which).order_by(PaymentClaim.made_at).limit(most)):
        reference, why = each.application.reference, "typed by a citizen"
        yield OpenItem(ItemKind.CLAIM, each.code, reference, Decimal(0), each.made_at, why, each.id)


def _reference(session: Session, row: PaymentReceipt) -> str:
    application = session.get(Application, row.application_id) if row.application_id else None
    return application.reference if application else ""


LOOKS: Final = {
    frozenset({ItemKind.WAITING, ItemKind.UNRESOLVED}): _requests,
    frozenset({ItemKind.UNMATCHED, ItemKind.DOUBTFUL}): _receipts,
    frozenset({ItemKind.SHORT}): _short,
    frozenset({ItemKind.REFUND}): _refunds,
    frozenset({ItemKind.CLAIM}): _claims,
}
"""The function that finds each kind."""
