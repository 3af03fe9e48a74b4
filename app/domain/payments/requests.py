"""A citizen asks to pay: one request at a time for an application, sent by the worker after the session has ended."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.catalogue.models import Status
from app.domain.payments import sweeps
from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.payments.orders import amount_to_order
from app.domain.payments.payment_states import OPEN, PaymentState
from app.domain.payments.receipts.rows import DOUBTED
from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.domain.shared.errors import RuleViolation
from app.domain.shared.payment_ways import PaymentWays, Provider
from app.domain.staff.reach import Reach
from app.domain.subscribers.phones import phone_index
from app.platform.db import now

AFTER_THE_SESSION: Final = timedelta(seconds=4)
"""Delay of the request: a prompt does not appear on a phone whose USSD session is still on its screen."""
DAY: Final = timedelta(days=1)
TO_A_PHONE: Final = 5
"""Prompts to one phone in a day that other phones ask for, all together."""
FROM_A_PHONE: Final = 20
"""Requests that one phone may make in a day."""
OF_AN_APPLICATION: Final = 12
"""Requests for one application in a day by its own phone, and as many by all others: whoever knows its reference may
pay, and must not use up what its applicant may ask for."""
ASK_NOW_AFTER: Final = timedelta(seconds=10)
"""The minimum time between two queries to the provider that citizens cause for one application."""
LARGEST_PROMPT: Final = Decimal(250_000)
"""The limit of one M-PESA transaction, in shillings (source 38)."""
CITIZEN: Final = "citizen"


class PaymentRefusal(StrEnum):
    """Why no request is made."""

    OPEN = "open"
    """One is open: the provider is asked about it instead, and the citizen is not to pay again."""
    NOTHING_DUE = "nothing due"
    """It does not wait for a payment, or the fee is not known."""
    CLOSED = "closed"
    """This installation takes no payments for it."""
    BY_PAYBILL_ONLY = "by paybill only"
    """Part of an invoice of Pesaflow is paid: the rest is paid to the same invoice, never to a second one."""
    TOO_LARGE = "too large"
    TOO_MANY_TO_PHONE = "too many to that phone"
    TOO_MANY = "too many"


class PaymentRefused(RuleViolation):
    """No request was made. `why`: the reason."""

    def __init__(self, why: PaymentRefusal) -> None:
        super().__init__(f"no payment is asked for: {why}")
        self.why = why


@dataclass(frozen=True)
class PaymentWish:
    """A citizen's request to pay: for which application (`reference`), from which phone (`payer`), asked on which
    (`asker`).

    `prompt`: the payer's phone is to be prompted; without, an invoice is wanted, to be paid by paybill.
    """

    reference: str
    payer: str = field(repr=False)
    asker: str = field(repr=False)
    language: str
    prompt: bool = True


def request_payment(session: Session, wish: PaymentWish, ways: PaymentWays) -> str:
    """Have the worker ask the provider for what is still due; returns the id of the payment.

    While one is open the provider is asked about that one instead. Raises PaymentRefused, NotFound. The caller must
    commit also after PaymentRefused with `OPEN`: it has brought the query to the provider forward.
    """
    application = transitions.find_application_of(session, wish.reference, reach=None, lock=True)
    provider = _check_due(application, ways)
    if find_open_payment(session, application) is not None:
        ask_now(session, wish.reference)
        raise PaymentRefused(PaymentRefusal.OPEN)
    if provider is Provider.PESAFLOW and application.paid_kes and application.invoice_number:
        raise PaymentRefused(PaymentRefusal.BY_PAYBILL_ONLY)
    _count(session, application, wish)
    return _record(session, application, wish, provider)


def find_open_payment(session: Session, application: Application) -> Payment | None:
    """The request of an application that is not settled, if there is one."""
    mine = (Payment.application_id == application.id) & Payment.state.in_(OPEN)
    return session.scalar(select(Payment).where(mine))


class AskOutcome(StrEnum):
    """The outcome of a wish to have the provider asked."""

    ASKED = "asked"
    """It is asked within seconds."""
    ALREADY = "already"
    """It is being asked, or was within ten seconds: one query at a time."""
    NOTHING = "nothing"
    """There is nothing to ask about."""


def ask_now(session: Session, reference: str) -> bool:
    """Bring the next query to the provider forward, for the latest request that may be paid; False where there is none.

    One query at a time, and none within ten seconds of the last: asking more often changes nothing. Raises NotFound.
    """
    return ask_provider(session, reference) is not AskOutcome.NOTHING


def ask_provider(session: Session, reference: str, *, reach: Reach | None = None) -> AskOutcome:
    """The same, and its outcome. Raises NotFound, also for an application out of `reach`."""
    application = transitions.find_application_of(session, reference, reach=reach)
    query = select(Payment).where(Payment.application_id == application.id, _can_be_asked_about())
    payment = session.scalar(query.order_by(Payment.asked_at.desc()).limit(1).with_for_update(of=Payment))
    if payment is None:
        return AskOutcome.NOTHING
    if payment.state in (PaymentState.ASKED, PaymentState.SENDING):
        return AskOutcome.ALREADY
    earliest, moment = (payment.queried_at or payment.asked_at) + ASK_NOW_AFTER, now(session)
    is_due = earliest > moment or (payment.next_at is not None and payment.next_at <= moment)
    payment.next_at = min(payment.next_at or earliest, max(moment, earliest))
    if payment.provider is Provider.DARAJA:
        sweeps.ask_soon(session)
    return AskOutcome.ALREADY if is_due else AskOutcome.ASKED


def _can_be_asked_about() -> ColumnElement[bool]:
    """The SQL condition of requests about which an answer can tell something: one that was sent and may be paid, or of
    whose money a notification told that was never confirmed. A failed request of Daraja needs an id to be asked by."""
    has_ended = Payment.state.in_((PaymentState.REJECTED, PaymentState.PAID))
    is_doubted = exists().where(PaymentReceipt.payment_id == Payment.id, PaymentReceipt.state.in_(DOUBTED))
    is_named = (Payment.provider == Provider.PESAFLOW) | Payment.request_id.is_not(None) | Payment.state.in_(OPEN)
    return (Payment.state != PaymentState.STOPPED) & (~has_ended | is_doubted) & is_named


def _check_due(application: Application, ways: PaymentWays) -> Provider:
    """The provider to ask. Raises PaymentRefused where nothing is due, or no provider takes it."""
    if application.status != Status.AWAITING_PAYMENT or not application.due_kes or application.is_withheld:
        raise PaymentRefused(PaymentRefusal.NOTHING_DUE)
    provider = ways.find_provider(application.service.pesaflow_service_id)
    if provider is None or application.is_test:  # a test application asks for no money
        raise PaymentRefused(PaymentRefusal.CLOSED)
    return provider


def _count(session: Session, application: Application, wish: PaymentWish) -> None:
    """Count the request. Raises PaymentRefused at a limit: unwanted prompts are a nuisance to the phone's owner."""
    if wish.prompt and (application.due_kes or 0) > LARGEST_PROMPT:
        raise PaymentRefused(PaymentRefusal.TOO_LARGE)
    asker = "its own phone" if phone_index(session, wish.asker) == application.phone_index else "others"
    limits = [
        Limit("payments asked for by a phone", wish.asker, DAY, FROM_A_PHONE),
        Limit(f"payments of an application, by {asker}", application.reference, DAY, OF_AN_APPLICATION),
    ]
    others = [Limit("payment prompts to a phone", wish.payer, DAY, TO_A_PHONE)]
    is_own = wish.payer == wish.asker
    refused = counters.spend(session, limits if is_own or not wish.prompt else [*others, *limits])
    if refused is not None:
        to_phone = refused.what == others[0].what
        raise PaymentRefused(PaymentRefusal.TOO_MANY_TO_PHONE if to_phone else PaymentRefusal.TOO_MANY)


def _record(session: Session, application: Application, wish: PaymentWish, provider: Provider) -> str:
    moment, amount = now(session), amount_to_order(application)
    assert amount is not None, "it was looked at"  # noqa: S101
    payment = Payment(
        id=secrets.token_hex(10),
        application=application,
        provider=provider,
        prompt=wish.prompt or provider is Provider.DARAJA,
        state=PaymentState.ASKED,
        phone=phone_index(session, wish.payer),
        language=wish.language,
        amount_kes=amount,
        epoch=0,
        queries=0,
        asked_at=moment,
        next_at=moment + AFTER_THE_SESSION,
    )
    session.add(payment)
    payment.phone_number = wish.payer
    audit_log.record(session, actor=CITIZEN, action="payment.ask", subject=application.reference, payment=payment.id)
    session.flush()
    return payment.id
