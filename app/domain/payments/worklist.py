"""The worker's part of payments: sends requests, and asks the provider about those that were sent.

    ASKED --claim--> SENDING --outcome--> PROMPTED | REJECTED | UNKNOWN

A claim is committed before the first byte is sent. A request whose claim has no outcome when its lease ends becomes
UNKNOWN, and is never sent again (law 13). When the provider is asked about it: `query_schedule`.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.catalogue.models import Status
from app.domain.payments import orders, payment_messages, sweeps
from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.payments.orders import amount_to_order, order_of
from app.domain.payments.payment_events import apply_payment_event
from app.domain.payments.payment_states import FailureReason, PaymentEvent, PaymentState
from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentQuestion,
    PaymentStatus,
    RequestAccepted,
    RequestOutcome,
    RequestRejected,
    Verdict,
)
from app.domain.payments.query_schedule import (
    ASKED_ABOUT,
    LADDER,
    QUERY_LEASE,
    find_brought_forward,
    find_heard_again,
    find_heard_at,
    schedule_query,
)
from app.domain.payments.receipts import settlement
from app.domain.payments.receipts.rows import DOUBTED, hold_payment
from app.domain.shared.contacts import Contacts
from app.domain.shared.payment_ways import Provider
from app.platform.db import now
from app.platform.encryption import DecryptionError
from app.platform.observability import alarm, log

SEND_LEASE: Final = timedelta(seconds=90)
"""Longer than sending takes."""
PROMPT_LASTS: Final = timedelta(seconds=140)
"""After so long no prompt is on a phone any more: the network's own timeout is one or two minutes."""
LOST_AFTER: Final = timedelta(minutes=15)
"""A provider's answer that it knows no request, or no money, counts only so long after a request without a response."""
AT_ONCE: Final = 50


@dataclass(frozen=True)
class ClaimedRequest:
    """A request that this worker sends, once."""

    payment_id: str
    epoch: int
    provider: Provider
    order: PaymentOrder


@dataclass(frozen=True)
class ClaimedQuery:
    """A request that this worker asks the provider about."""

    payment_id: str
    epoch: int
    provider: Provider
    question: PaymentQuestion


def claim_requests(session: Session, most: int) -> list[ClaimedRequest]:
    """Claim the next requests to be sent; one that is not wanted any more is stopped instead."""
    claimed = []
    for payment in _due(session, most, Payment.state == PaymentState.ASKED):
        application = payment.application
        is_wanted = application.status == Status.AWAITING_PAYMENT and payment.phone_sealed != b""
        if not is_wanted or amount_to_order(application) != payment.amount_kes:
            apply_payment_event(session, payment, PaymentEvent.STOP)
            payment.next_at = None
            continue
        apply_payment_event(session, payment, PaymentEvent.SEND)
        payment.epoch += 1
        payment.sent_at, payment.next_at = now(session), now(session) + SEND_LEASE
        try:
            order = order_of(session, payment)
        except DecryptionError:
            _reject(session, payment, RequestRejected("unreadable", FailureReason.OUT_OF_ORDER, is_fault=True))
            continue
        claimed.append(ClaimedRequest(payment.id, payment.epoch, payment.provider, order))
    return claimed


def record_outcome(session: Session, claimed: ClaimedRequest, outcome: RequestOutcome, contacts: Contacts) -> None:
    """Record the outcome of sending, also where it comes after the worker's lease."""
    payment = hold_payment(session, claimed.payment_id)
    is_known = payment is not None and payment.request_id is not None
    if payment is None or (is_known and payment.state not in (PaymentState.SENDING, PaymentState.UNKNOWN)):
        return
    if isinstance(outcome, RequestAccepted):
        _accept(session, payment, outcome.request_id, contacts, outcome)
    elif payment.state not in (PaymentState.SENDING, PaymentState.UNKNOWN):
        return
    elif isinstance(outcome, RequestRejected):
        _reject(session, payment, outcome)
        payment_messages.tell_failed(session, payment, outcome.reason, contacts)
    else:
        _lose(session, payment)


def claim_queries(session: Session, most: int) -> list[ClaimedQuery]:
    """Claim the next requests to be asked about. One without an answer is asked about again when its lease ends.

    A Daraja request whose response was lost has no id to ask by: the list of all that came in decides on it.
    """
    asked = Payment.state.in_(ASKED_ABOUT)
    named = (Payment.provider == Provider.PESAFLOW) | Payment.request_id.is_not(None)
    claimed = []
    for payment in _due(session, most, asked & named):
        payment.epoch += 1
        payment.queries += 1
        payment.queried_at, payment.next_at = now(session), now(session) + QUERY_LEASE
        question = PaymentQuestion(payment.id, orders.request_name_of(payment), payment.application.reference)
        claimed.append(ClaimedQuery(payment.id, payment.epoch, payment.provider, question))
    return claimed


def record_status(session: Session, claimed: ClaimedQuery, status: PaymentStatus, contacts: Contacts) -> None:
    """Record what the provider says about a request, and when it is asked again."""
    payment = hold_payment(session, claimed.payment_id)
    if payment is None or not _is_about(payment, claimed, status):
        return
    brought_forward = find_brought_forward(payment)
    status = _judge(session, payment, status)
    _apply_status(session, payment, status, contacts)
    if payment.epoch != claimed.epoch:  # a newer query is under way, and schedules
        return
    schedule_query(session, payment, is_answered=status.verdict is not Verdict.UNKNOWN)
    if brought_forward is not None:  # by a notification, say, of which this answer does not know yet
        payment.next_at = brought_forward


def _apply_status(session: Session, payment: Payment, status: PaymentStatus, contacts: Contacts) -> None:
    """Record what an answer says about the request, and its money."""
    if status.request_id and (payment.state == PaymentState.UNKNOWN or payment.request_id is None):
        accepted = RequestAccepted(status.request_id, status.expected_kes)
        _accept(session, payment, status.request_id, contacts, accepted)
    if status.expected_kes is not None:
        payment.expected_kes = _total_of(payment, status.expected_kes)
        _know_invoice(payment)
    if status.verdict is Verdict.PAID or status.paid_kes:
        settlement.confirm_paid(session, payment, status, contacts)
    if status.verdict is Verdict.PAID:
        settlement.close_paid(session, payment, status.code)
    elif status.verdict is Verdict.FAILED:
        _fail(session, payment, PaymentEvent.FAIL, status, contacts)
    elif status.verdict is Verdict.PENDING and _has_lapsed(session, payment):
        lapsed = PaymentStatus(Verdict.FAILED, reason=FailureReason.NOT_PAID)
        _fail(session, payment, PaymentEvent.LAPSE, lapsed, contacts)


def settle_lost(session: Session, contacts: Contacts) -> None:
    """Mark requests without an outcome as unknown; the provider's list decides on those that cannot be asked about."""
    for payment in _due(session, AT_ONCE, Payment.state == PaymentState.SENDING):
        _lose(session, payment)
    known = sweeps.known_until(session)
    nameless = (Payment.provider == Provider.DARAJA) & Payment.request_id.is_(None)
    for payment in _due(session, AT_ONCE, (Payment.state == PaymentState.UNKNOWN) & nameless):
        sent, moment = payment.sent_at or payment.asked_at, now(session)
        if known is not None and sent + LOST_AFTER <= known <= sent + sweeps.BACK[sweeps.NIGHTLY]:
            lapsed = PaymentStatus(Verdict.FAILED, reason=FailureReason.NOT_PAID)
            _fail(session, payment, PaymentEvent.LAPSE, lapsed, contacts)
            payment.next_at = None
        elif moment >= sent + LADDER[-1]:
            apply_payment_event(session, payment, PaymentEvent.GIVE_UP)
            payment.next_at = None
        else:
            payment.next_at = moment + timedelta(seconds=30)


def _due(session: Session, most: int, which: object) -> list[Payment]:
    """Due requests, at most `most`, each locked after its application's row; one that is locked elsewhere is
    skipped."""
    query = select(Payment.id).where(which, Payment.next_at <= now(session))  # type: ignore[arg-type]
    found = []
    for payment_id in session.scalars(query.order_by(Payment.next_at).limit(most)).all():
        payment = hold_payment(session, payment_id, skip_locked=True)
        if payment is not None and payment.next_at is not None and payment.next_at <= now(session):
            found.append(payment)
    return found


def _is_about(payment: Payment, claimed: ClaimedQuery, status: PaymentStatus) -> bool:
    """Whether an answer still counts: not one of an earlier claim, unless it says paid, nor one that was asked by
    another id than the request has by now."""
    asked, name = claimed.question.request_id, orders.request_name_of(payment)
    is_latest = payment.epoch == claimed.epoch or status.verdict is Verdict.PAID
    return is_latest and (asked == name or (not asked and status.request_id == name))


def _judge(session: Session, payment: Payment, status: PaymentStatus) -> PaymentStatus:
    """What a status says about this request. Asked by our reference, Pesaflow may answer about another request of the
    application: where it names no invoice, or another request has no id either; but not about one that it refused. Then
    the answer counts neither for money nor for the id, until a notification has named the invoice."""
    if payment.provider is not Provider.PESAFLOW or payment.request_id is not None:
        return status
    mine = (Payment.application_id == payment.application_id) & Payment.sent_at.is_not(None)
    is_heard_of = exists().where(PaymentReceipt.payment_id == Payment.id)
    has_arrived = (Payment.state != PaymentState.REJECTED) | Payment.request_id.is_not(None) | is_heard_of
    others = session.scalars(select(Payment.request_id).where(mine, has_arrived, Payment.id != payment.id)).all()
    if not others or (status.request_id and None not in others):
        return status
    return PaymentStatus(Verdict.UNKNOWN if status.paid_kes else status.verdict, "of another request, or of this one")


def _total_of(payment: Payment, told_kes: Decimal | None) -> Decimal | None:
    """The total of its invoice: what the provider tells, but never less than was ordered, which would pay the fee with
    less than the fee. That raises an alarm."""
    if told_kes is None or told_kes >= payment.amount_kes:
        return told_kes
    log.error("invoice of less", provider=payment.provider, payment=payment.id, told=str(told_kes))
    alarm("an invoice asks for less than was ordered")
    return payment.amount_kes


def _know_invoice(payment: Payment) -> None:
    """Set the account and sum of paybill payments from this request's invoice. A partly paid invoice stays the one to
    be paid; one for a fee that was changed since is not used; a paid or ended application is not changed."""
    application = payment.application
    is_same = application.invoice_number == payment.request_id
    is_free = application.invoice_number is None or not application.paid_kes
    is_of_this_fee = payment.amount_kes in (application.total_kes, amount_to_order(application))
    if application.status == Status.AWAITING_PAYMENT and (is_same or (is_free and is_of_this_fee)):
        application.invoice_number, application.invoice_kes = payment.request_id, payment.expected_kes
        if payment.expected_kes is not None and application.total_kes is not None:  # what was paid before counts too
            application.invoice_kes = payment.expected_kes + application.total_kes - payment.amount_kes


def _accept(session: Session, payment: Payment, request_id: str, contacts: Contacts, outcome: RequestAccepted) -> None:
    """The provider has accepted the request; paybill payments name its invoice from now on."""
    orders.keep_request_name(session, payment, request_id)
    payment.expected_kes = _total_of(payment, outcome.expected_kes)
    was_open = apply_payment_event(session, payment, PaymentEvent.ACCEPT)
    if payment.provider is Provider.PESAFLOW:
        _know_invoice(payment)
        differs = payment.expected_kes is not None and payment.expected_kes != payment.amount_kes
        if was_open and (differs or not payment.prompt):
            payment_messages.tell_total(session, payment, contacts)
    schedule_query(session, payment, is_answered=False)  # the outcome of sending, not of a query


def _reject(session: Session, payment: Payment, outcome: RequestRejected) -> None:
    if apply_payment_event(session, payment, PaymentEvent.REJECT, code=outcome.code):
        payment.failure = outcome.reason
        # a notification that has named it, or its money, outweighs this
        is_known = payment.request_id is not None or find_heard_again(session, payment) is not None
        payment.next_at = now(session) if is_known else None
    if outcome.is_fault:
        _look_at(payment, outcome.code)


def _look_at(payment: Payment, code: str) -> None:
    """Raise an alarm: no fault of the citizen's, but of a setting of ours, or of the provider."""
    log.error("payment refused", provider=payment.provider, code=code)
    alarm("a payment was refused for no fault of the citizen's")


def _lose(session: Session, payment: Payment) -> None:
    if apply_payment_event(session, payment, PaymentEvent.LOSE):
        payment.next_at = now(session) + LADDER[0]
        if payment.provider is Provider.DARAJA:
            sweeps.ask_soon(session)


def _fail(session: Session, payment: Payment, event: PaymentEvent, status: PaymentStatus, contacts: Contacts) -> None:
    """The provider says that it is not paid. Confirmed money of it outweighs that."""
    rows = select(PaymentReceipt.id).where(PaymentReceipt.payment_id == payment.id)
    confirmed = PaymentReceipt.state.not_in(DOUBTED)
    if session.scalar(rows.where(confirmed).limit(1)) is not None:
        if payment.provider is Provider.DARAJA:  # a prompt pays all or nothing; an invoice may be paid in part
            settlement.close_paid(session, payment)
        return
    if not apply_payment_event(session, payment, event, code=status.code):
        return
    if status.is_fault:
        _look_at(payment, status.code)
    if payment.prompt:  # an invoice without a prompt that is not paid yet is no failure
        payment.failure = reason = status.reason or FailureReason.OUT_OF_ORDER
        payment_messages.tell_failed(session, payment, reason, contacts)


def _has_lapsed(session: Session, payment: Payment) -> bool:
    """Whether an invoice of Pesaflow, which reports no failures, is unpaid and no prompt can be on a phone any more."""
    if payment.provider is not Provider.PESAFLOW or payment.state not in (PaymentState.PROMPTED, PaymentState.UNKNOWN):
        return False
    wait = PROMPT_LASTS if payment.prompt else timedelta(0)
    if payment.state == PaymentState.UNKNOWN:  # the lost request may still arrive there
        wait = LOST_AFTER
    if find_heard_at(session, payment) is not None:  # money came, a notification says: the answer may be older than it
        return False
    return now(session) - (payment.sent_at or payment.asked_at) >= wait
