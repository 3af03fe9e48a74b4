"""What a citizen is shown about paying for an application: what is due, how to pay it, and how the last try ended."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.applications.status_messages import StatusView
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Status
from app.domain.payments.models import Payment
from app.domain.payments.payment_states import OPEN, FailureReason, PaymentState
from app.domain.payments.requests import find_open_payment
from app.domain.shared.payment_ways import PaymentWays, Provider
from app.domain.subscribers.phones import phone_index
from app.platform.i18n import _, translate

CONFIRMING: Final = _("We are confirming a payment. Do not pay again.")


class PaymentStage(StrEnum):
    """How far an application is paid, for its screens."""

    DUE = "due"
    CONFIRMING = "confirming"
    """A prompt was sent: not to be paid again."""
    INVOICED = "invoiced"
    """An invoice was made, to be paid by paybill; no prompt was sent."""
    PAID = "paid"
    NOTHING_DUE = "nothing due"
    CLOSED = "closed"
    """Something is due, and no provider takes it here."""


@dataclass(frozen=True)
class PaymentView:
    """What is due, in shillings, and the ways to pay it.

    `total_kes`: the tariff's sum of both fees; `due_kes`: what is left of it (or of the provider's own sum). `account`:
    the account to give in a paybill payment; empty where that is not known yet (Pesaflow, before its invoice).
    `failure`: why the latest request failed, if it did.
    """

    reference: str
    service: str
    stage: PaymentStage
    base_kes: Decimal
    access_kes: Decimal
    total_kes: Decimal
    paid_kes: Decimal
    due_kes: Decimal
    provider: Provider | None
    paybill: str
    account: str
    failure: FailureReason | None
    is_test: bool = False
    """A test application: nobody takes money for it."""

    @property
    def is_partly_paid(self) -> bool:
        """Whether some of it is paid, and not all."""
        return bool(self.paid_kes) and bool(self.due_kes)

    @property
    def takes_prompt(self) -> bool:
        """Whether a phone may be prompted for it: the rest of an invoice of Pesaflow is paid to the same invoice."""
        return not (self.provider is Provider.PESAFLOW and self.is_partly_paid)


def payment_view(session: Session, application: Application, language: str, ways: PaymentWays) -> PaymentView:
    """The `PaymentView` of an application."""
    awaits = application.status == Status.AWAITING_PAYMENT
    latest = _latest_payment(session, application) if awaits else None
    provider = None if application.is_test else ways.find_provider(application.service.pesaflow_service_id)
    zero = Decimal(0)
    return PaymentView(
        reference=application.reference,
        service=catalogue_texts.service_label(session, application.service, language),
        stage=_stage(application, latest, provider),
        base_kes=application.base_fee_kes or zero,
        access_kes=application.access_fee_kes or zero,
        total_kes=application.total_kes or zero,
        paid_kes=application.paid_kes or zero,
        due_kes=application.due_kes or zero,
        provider=provider,
        paybill=ways.find_paybill(provider) if provider else "",
        account=paybill_account(application, provider),
        failure=_failure(latest),
        is_test=application.is_test,
    )


def paybill_account(application: Application, provider: Provider | None) -> str:
    """The account of a paybill payment: with Pesaflow its invoice number, once there is one; with Daraja our
    reference."""
    if provider is Provider.PESAFLOW:
        return application.invoice_number or ""
    return application.reference if provider is Provider.DARAJA else ""


def _latest_payment(session: Session, application: Application) -> Payment | None:
    mine = select(Payment).where(Payment.application_id == application.id)
    return session.scalar(mine.order_by(Payment.asked_at.desc(), Payment.id).limit(1))


def _stage(application: Application, latest: Payment | None, provider: Provider | None) -> PaymentStage:
    if application.status != Status.AWAITING_PAYMENT or not application.total_kes:
        return PaymentStage.PAID if application.paid_kes else PaymentStage.NOTHING_DUE
    if latest is not None and latest.state in OPEN:
        return PaymentStage.CONFIRMING if awaits_prompt(application, latest) else PaymentStage.INVOICED
    return PaymentStage.DUE if provider else PaymentStage.CLOSED


def awaits_prompt(application: Application, payment: Payment) -> bool:
    """Whether an open request is one whose prompt may still be answered. An invoice of which a part was paid by hand is
    to be paid like one without a prompt."""
    is_partly_paid = bool(application.paid_kes) and application.invoice_number == payment.request_id
    return payment.prompt and not (is_partly_paid and payment.request_id is not None)


def _failure(latest: Payment | None) -> FailureReason | None:
    if latest is None or latest.state not in (PaymentState.FAILED, PaymentState.REJECTED):
        return None
    return next((each for each in FailureReason if each == latest.failure), FailureReason.OUT_OF_ORDER)


def tell_open(session: Session, application: Application, told: StatusView, language: str) -> StatusView:
    """A `StatusView` with another next step where a payment of the application is being confirmed.

    An open invoice, to be paid by paybill, does not change it: it still has to be paid.
    """
    if not told.pays:
        return told
    payment = find_open_payment(session, application)
    if payment is None or not awaits_prompt(application, payment):
        return told
    return replace(told, next=translate(language, CONFIRMING))


def find_invoiced(session: Session, invoice: str, *, phone: str) -> Application | None:
    """The application of an invoice, for the phone that asked, paid or applied for it.

    None for any other phone: invoice numbers are short, and could be guessed.
    """
    if not invoice:
        return None
    of_phone = phone_index(session, phone)
    mine = (Payment.phone == of_phone) | (Application.phone_index == of_phone)
    named = (Payment.provider == Provider.PESAFLOW) & (Payment.request_id == invoice)
    query = select(Application).join(Payment, Payment.application_id == Application.id).where(named, mine)
    return session.scalar(query.order_by(Payment.asked_at.desc()).limit(1))
