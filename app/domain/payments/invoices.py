"""Which application an invoice of Pesaflow is of."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.payments.models import Payment
from app.domain.shared.payment_ways import Provider
from app.domain.subscribers.phones import phone_index


def find_invoiced(session: Session, invoice: str, *, phone: str) -> Application | None:
    """The application that an invoice of this number was made for, to the phone that asked, paid or applied for it.

    To any other phone there is none: numbers of invoices are short, and could be guessed at.
    """
    if not invoice:
        return None
    of_phone = phone_index(session, phone)
    mine = (Payment.phone == of_phone) | (Application.phone_index == of_phone)
    named = (Payment.provider == Provider.PESAFLOW) & (Payment.request_id == invoice)
    query = select(Application).join(Payment, Payment.application_id == Application.id).where(named, mine)
    return session.scalar(query.order_by(Payment.asked_at.desc()).limit(1))
