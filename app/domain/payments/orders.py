"""The order that a provider gets for a payment: the sum, what it is for, whose phone is asked, and the callback token.

And the provider's id of the request: at Pesaflow the number of its invoice, at Daraja an id that contains the payer's
number. So Daraja's is sealed, and a digest is stored beside it for comparing.
"""

from contextlib import suppress
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications import account_applications
from app.domain.applications.applications import Application
from app.domain.identity.accounts import Account
from app.domain.payments.callback_tokens import TokenPurpose, make_token
from app.domain.payments.models import Payment
from app.domain.payments.provider_port import PaymentOrder
from app.domain.shared.payment_ways import Provider
from app.platform.db import keys
from app.platform.encryption import DecryptionError

REQUEST: Final = "payment request"
NOBODY: Final = "eCitizen"
"""The payer's name where an agency recorded the application without one."""


def amount_to_order(application: Application) -> Decimal | None:
    """What the citizen agrees to and the provider is asked for: the tariff's total, less what has come in. Without the
    commission that a provider adds; None where the fee is not known."""
    if application.total_kes is None:
        return None
    return max(Decimal(0), application.total_kes - (application.paid_kes or Decimal(0)))


def order_of(session: Session, payment: Payment) -> PaymentOrder:
    """The order of a payment. Raises DecryptionError where no key opens the phone or the number."""
    application = payment.application
    ring = keys(session)
    mailbox = account_applications.mailbox(session, application)
    return PaymentOrder(
        payment_id=payment.id,
        token=make_token(ring, TokenPurpose.PAYMENT, payment.id),
        reference=application.reference,
        amount_kes=payment.amount_kes,
        phone=payment.phone_number,
        prompt=payment.prompt,
        description=application.service.label,
        service_id=application.service.pesaflow_service_id or "",
        payer_name=_name(session, application),
        payer_id_number=application.id_number,
        payer_email=mailbox.address if mailbox else "",
    )


def _name(session: Session, application: Application) -> str:
    """The name of the account that filed it, in capitals."""
    account = session.get(Account, application.account_id) if application.account_id else None
    if account is None:
        return NOBODY
    said = account.said
    return " ".join(each for each in (said.first_name, said.other_names, said.surname) if each).upper()


def keep_request_name(session: Session, payment: Payment, name: str) -> None:
    """Store the provider's id of the request."""
    if payment.provider is not Provider.DARAJA:
        payment.request_id = name
        return
    payment.request_id = keys(session).digest(REQUEST, name).hex()
    payment.request_name = name


def request_name_of(payment: Payment) -> str:
    """The provider's id of the request; "" where it is not known, or its key is gone."""
    if payment.request_sealed is None:
        return payment.request_id or ""
    with suppress(DecryptionError):
        return payment.request_name or ""
    return ""


def is_request_name_taken(session: Session, payment: Payment, name: str) -> bool:
    """Whether another request has this provider's id. At Pesaflow two of one application may share an invoice."""
    names = [name]
    if payment.provider is Provider.DARAJA:
        names = [digest.hex() for digest in keys(session).digests(REQUEST, name)]
    others = (Payment.provider == payment.provider) & Payment.request_id.in_(names)
    if payment.provider is Provider.PESAFLOW:
        others &= Payment.application_id != payment.application_id
    return session.scalar(select(Payment.id).where(others).limit(1)) is not None
