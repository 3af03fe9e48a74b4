"""Unpaid applications: the applicant is reminded once, and a week later the application is cancelled.

These are chores of the worker process. Each takes a batch of rows with SKIP LOCKED, oldest first, through a partial
index; processing a row removes it from that index.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, TextClause, exists, select
from sqlalchemy.orm import Session

from app.domain.applications import applications, transitions
from app.domain.applications.applications import Application
from app.domain.applications.moves import Transition
from app.domain.applications.partial_indexes import SLOT_KEPT, UNPAID, UNREMINDED
from app.domain.applications.status_messages import how_to_pay, mark_of, to_pay
from app.domain.catalogue.models import Status
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.payments.models import Payment
from app.domain.payments.payment_states import OPEN, ReceiptReason
from app.domain.payments.receipts import refunds
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.subscribers import phones
from app.domain.webhooks.event_kinds import EventKind
from app.domain.webhooks.webhook_events import queue_event
from app.platform import gsm0338, i18n
from app.platform.db import now
from app.platform.encryption import DecryptionError
from app.platform.i18n import _, day, translate
from app.platform.observability import failed

REMINDED_AFTER: Final = timedelta(days=7)
CANCELLED_AFTER: Final = timedelta(days=14)
AT_ONCE: Final = 50
"""Applications in one transaction. The worker calls `remind_unpaid` and `cancel_unpaid` every second."""
WORKER: Final = "worker"
REMINDER: Final = _("eCitizen {reference}: not paid yet. {pay} Unpaid, it is cancelled on {day}.")
BY_BILL: Final = _("Pay the bill that the office gave you.")
"""Used where Lango does not know the fee."""


def remind_unpaid(session: Session, contacts: Contacts) -> int:
    """Send one reminder for each application that has not been paid for 7 days; returns how many were processed.

    Applications with an open payment request are left out. A phone that stopped its alerts gets no SMS.
    """
    due = _due(session, UNREMINDED, REMINDED_AFTER, ~_has_open_payment())
    for application in due:
        application.reminded_at = now(session)
        _tell(partial(_remind, session, application, contacts))
    return len(due)


def cancel_unpaid(session: Session, contacts: Contacts) -> int:
    """Cancel applications that have not been paid for 14 days; returns how many. See `end_unpaid`.

    Applications with an open payment request are left out.
    """
    due = _due(session, UNPAID, CANCELLED_AFTER, ~_has_open_payment())
    for application in _by_date(due):
        end_unpaid(session, application, contacts)
    return len(due)


def end_unpaid(session: Session, application: Application, contacts: Contacts) -> None:
    """Cancel an application whose row is locked: give its slot back, queue a refund of what was paid, and notify."""
    applications.place_at(session, application, Transition(Status.CANCELLED), actor=WORKER)
    refunds.queue_refunds_of(session, application, ReceiptReason.ENDED, actor=WORKER)
    queue_event(session, application, EventKind.EXPIRED)
    _tell(partial(transitions.tell, session, application, contacts))


def give_back_kept_slots(session: Session) -> int:
    """Give back the slots of applications that a release before 0016 ended in a rolling deploy; returns how many."""
    query = select(Application).where(SLOT_KEPT).order_by(Application.id).limit(AT_ONCE)
    found = session.scalars(query.with_for_update(of=Application, skip_locked=True)).all()
    for application in _by_date(found):
        applications.give_slot_back(session, application)
    return len(found)


def reminder(application: Application, language: str, contacts: Contacts) -> str:
    """The text of the reminder, one SMS: how to pay, until when, and the part already paid if there is room for it."""
    ways = (how_to_pay(application, language, contacts), to_pay(application, language, contacts))
    ends = day(language, application.since + CANCELLED_AFTER)
    shown = references.shown(application.reference)
    told = [
        gsm0338.fold(mark_of(application) + translate(language, REMINDER, reference=shown, pay=pay, day=ends))
        for pay in (each or translate(language, BY_BILL) for each in ways)
    ]
    return next((each for each in told if gsm0338.fits(each, gsm0338.ONE_SMS)), told[-1])


def _has_open_payment() -> ColumnElement[bool]:
    return exists().where(Payment.application_id == Application.id, Payment.state.in_(OPEN))


def _due(session: Session, which: TextClause, after: timedelta, *more: ColumnElement[bool]) -> Sequence[Application]:
    old = select(Application).where(which, Application.since <= now(session) - after, *more)
    query = old.order_by(Application.since).limit(AT_ONCE)
    return session.scalars(query.with_for_update(of=Application, skip_locked=True)).all()


def _by_date(found: Sequence[Application]) -> list[Application]:
    """Sorted by slot code, so that two workers lock slots in the same order and cannot deadlock."""
    return sorted(found, key=lambda each: (each.slot_code or "", each.id))


def _tell(tell: Callable[[], None]) -> None:
    """Call `tell`. A DecryptionError is only logged, so that one unreadable row does not block the others."""
    try:
        tell()
    except DecryptionError as error:
        failed("payment deadline", error)


def _remind(session: Session, application: Application, contacts: Contacts) -> None:
    phone = None if application.is_withheld else application.phone_number
    if not phone or not phones.wants_alerts(session, phone):
        return
    language = phones.language_of(session, phone) or i18n.ENGLISH
    body = reminder(application, language, contacts)
    key = application.message_key(f"reminder:{application.reference}:{application.version}:sms")
    messages.queue_sms(
        session, key=key, kind=MessageKind.ALERT, phone=phone, body=body, service_code=application.service_code
    )
