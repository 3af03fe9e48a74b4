"""What a provider calls a request: Pesaflow by its invoice, Daraja by a name that has the payer's number in it.

So Daraja's is sealed, and a digest stands in its place, by which two are told apart.
"""

from contextlib import suppress
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.payments.models import Payment
from app.domain.shared.payment_ways import Provider
from app.platform.db import keys
from app.platform.encryption import DecryptionError

PURPOSE: Final = "payment request"


def keep_name(session: Session, payment: Payment, name: str) -> None:
    """Write down what the provider calls it."""
    if payment.provider is not Provider.DARAJA:
        payment.request_id = name
        return
    payment.request_id = keys(session).digest(PURPOSE, name).hex()
    payment.request_sealed = keys(session).seal_text(name, payment.sealed_at("request"))


def name_of(session: Session, payment: Payment) -> str:
    """What the provider calls it; "" where that is not known, or of a key that is gone."""
    if payment.request_sealed is None:
        return payment.request_id or ""
    with suppress(DecryptionError):
        return keys(session).open_text(payment.request_sealed, payment.sealed_at("request"))
    return ""


def is_taken(session: Session, payment: Payment, name: str) -> bool:
    """Whether another request is called so. At Pesaflow two of one application may share an invoice."""
    names = [name]
    if payment.provider is Provider.DARAJA:
        names = [digest.hex() for digest in keys(session).digests(PURPOSE, name)]
    others = (Payment.provider == payment.provider) & Payment.request_id.in_(names)
    if payment.provider is Provider.PESAFLOW:
        others &= Payment.application_id != payment.application_id
    return session.scalar(select(Payment.id).where(others).limit(1)) is not None
