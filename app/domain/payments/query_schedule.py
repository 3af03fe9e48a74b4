"""When the provider is asked about a payment request next.

An open request is asked about after 20 s, 40 s, 75 s, 2.5, 5, 15 and 60 minutes, then daily for three days; then staff
decide. A notification of money that no answer has confirmed yet begins these times anew.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.payments.payment_events import apply_payment_event
from app.domain.payments.payment_states import PaymentEvent, PaymentState, ReceiptState
from app.domain.shared.payment_ways import Provider
from app.platform.db import now

QUERY_LEASE: Final = timedelta(seconds=45)
LADDER: Final = (
    *(timedelta(seconds=each) for each in (20, 40, 75, 150, 300, 900, 3600)),
    *(timedelta(days=each) for each in (1, 2, 3)),
)
"""After sending: the times at which an open request is asked about."""
HEARD_AGAIN: Final = {ReceiptState.HEARD: timedelta(hours=1), ReceiptState.DOUBTFUL: timedelta(days=1)}
"""After the last rung: the time between queries without an answer about receipts that a notification has named. Also
while staff see them already, because Pesaflow has no list that would report the money."""
UNANSWERED_AGAIN: Final = timedelta(days=1)
"""The same for an invoice without a receipt here: a forged notification may have put it under another request."""
ASKED_ABOUT: Final = (
    PaymentState.PROMPTED,
    PaymentState.UNKNOWN,
    PaymentState.UNRESOLVED,
    # an unpaid invoice can still be paid, and a paid one can be paid again
    PaymentState.FAILED,
    PaymentState.PAID,
    # only where a notification says so
    PaymentState.REJECTED,
)


def schedule_query(session: Session, payment: Payment, *, is_answered: bool = True) -> None:
    """Set when it is asked about next. `is_answered`: the last query was answered."""
    _schedule_by_request(session, payment, is_answered=is_answered)
    heard = find_heard_at(session, payment)
    if heard is None or payment.provider is not Provider.PESAFLOW or payment.state not in ASKED_ABOUT:
        return  # what Daraja notifies of is confirmed by its list
    soon = next_rung(heard, now(session))
    if soon is not None:
        payment.next_at = min(payment.next_at or soon, soon)


def next_rung(since: datetime, moment: datetime) -> datetime | None:
    """The next time of the ladder, at least 3 s from now; None when the three days are over."""
    return next((since + each for each in LADDER if since + each > moment + timedelta(seconds=3)), None)


def find_brought_forward(payment: Payment) -> datetime | None:
    """Something has asked for another query while one is under way: for when. The answer that comes may be older."""
    if payment.queried_at is None or payment.next_at is None:
        return None
    return payment.next_at if payment.next_at < payment.queried_at + QUERY_LEASE else None


def find_heard_at(session: Session, payment: Payment) -> datetime | None:
    """When a notification last named a receipt of it that is not confirmed yet."""
    heard = (PaymentReceipt.payment_id == payment.id) & (PaymentReceipt.state == ReceiptState.HEARD)
    return session.scalar(select(func.max(PaymentReceipt.heard_at)).where(heard))


def find_heard_again(session: Session, payment: Payment) -> timedelta | None:
    """How soon to ask again about receipts of it that a notification has named; None where there are none."""
    mine = (PaymentReceipt.payment_id == payment.id) & PaymentReceipt.state.in_(list(HEARD_AGAIN))
    states = session.scalars(select(PaymentReceipt.state).where(mine).distinct())
    return min((HEARD_AGAIN[each] for each in states), default=None)


def _schedule_by_request(session: Session, payment: Payment, *, is_answered: bool) -> None:
    """By the time since it was sent; at once where a notification has named a receipt of it and it was never asked
    about."""
    moment, sent = now(session), payment.sent_at or payment.asked_at
    is_invoice = payment.provider is Provider.PESAFLOW and payment.request_id is not None
    has_failed = payment.state in (PaymentState.FAILED, PaymentState.REJECTED) and not is_invoice
    if (payment.state == PaymentState.PAID or has_failed) and is_answered:
        payment.next_at = None
        return
    again = find_heard_again(session, payment)
    if payment.state == PaymentState.PAID:  # paid twice, perhaps: what was heard of it since is not lost
        again = again or (UNANSWERED_AGAIN if is_invoice and payment.queries else None)
        payment.next_at = (next_rung(sent, moment) or moment + again) if again else None
        return
    payment.next_at = next_rung(sent, moment)
    if payment.queries == 0 and (again or payment.next_at is None):
        payment.next_at = moment
    elif payment.next_at is None:
        apply_payment_event(session, payment, PaymentEvent.GIVE_UP)
        again = again or (UNANSWERED_AGAIN if is_invoice else None)
        payment.next_at = moment + again if again and not is_answered else None
