"""Counts money that the provider has confirmed for its application: paid, partly paid, or too much.

The caller has locked the application's row, so that two receipts of one application are counted one after the other.
"""

from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import applications
from app.domain.applications.applications import Application
from app.domain.applications.moves import COME_TO_NOTHING, Transition
from app.domain.catalogue.models import Status
from app.domain.payments import payment_messages
from app.domain.payments.models import PaymentReceipt
from app.domain.payments.payment_events import WORKER, apply_receipt_event
from app.domain.payments.payment_states import ReceiptEvent, ReceiptReason
from app.domain.payments.receipts.refunds import queue_refund
from app.domain.shared.contacts import Contacts
from app.domain.webhooks import webhook_events

NOTHING: Final = Decimal(0)


def credit_receipt(
    session: Session,
    row: PaymentReceipt,
    application: Application | None,
    contacts: Contacts,
    *,
    by: ReceiptEvent = ReceiptEvent.CREDIT,
    actor: str = WORKER,
) -> None:
    """Count a confirmed receipt, once; `by` MATCH where staff say whose it is. No application is guessed."""
    if application is None:
        if apply_receipt_event(session, row, ReceiptEvent.MISS):
            row.reason, row.application_id = ReceiptReason.UNKNOWN_ACCOUNT, None
        return
    row.application_id = application.id
    if application.status != Status.AWAITING_PAYMENT or not application.due_kes:
        _set_aside(session, row, application, contacts, actor=actor)
        return
    if not apply_receipt_event(session, row, by, actor=actor):
        return
    over = row.amount_kes - application.due_kes
    application.paid_kes = (application.paid_kes or NOTHING) + row.amount_kes
    if over < 0:
        payment_messages.tell_partly_paid(session, application, row, contacts)
        webhook_events.queue_payment(session, application, receipt=row.id, amount_kes=row.amount_kes)
        return
    if over > 0:
        queue_refund(session, row, over, ReceiptReason.OVER)
    applications.place_at(session, application, Transition(Status.SUBMITTED), actor=WORKER)
    payment_messages.tell_paid(session, application, row, contacts, over=over)
    webhook_events.queue_payment(session, application, receipt=row.id, amount_kes=row.amount_kes)


def _set_aside(
    session: Session, row: PaymentReceipt, application: Application, contacts: Contacts, *, actor: str
) -> None:
    """Nothing is due (any more) that it would pay: it is given back."""
    if not apply_receipt_event(session, row, ReceiptEvent.EXCEED, actor=actor):
        return
    has_ended = application.status in COME_TO_NOTHING or not application.paid_kes
    reason = ReceiptReason.ENDED if has_ended else ReceiptReason.ALREADY_PAID
    queue_refund(session, row, row.amount_kes, reason, actor=actor)
    payment_messages.tell_surplus(session, application, row, contacts)
