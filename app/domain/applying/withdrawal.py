"""Withdrawing an application: by its applicant, before its agency has begun to process it."""

from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.applications import account_applications, applications, transitions
from app.domain.applications.applications import Application, Change
from app.domain.applications.moves import Transition
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.identity.accounts import Account, Login
from app.domain.payments.payment_states import ReceiptReason
from app.domain.payments.receipts import refunds
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.webhooks.event_kinds import EventKind
from app.domain.webhooks.webhook_events import queue_event

UNPAID: Final = Status.AWAITING_PAYMENT
UNTOUCHED: Final = (Status.SUBMITTED, Status.NEEDS_ACTION)
"""The statuses in which it may be withdrawn, as long as it was never in processing."""


def withdraw(session: Session, login: Login, reference: str, *, phone: str, contacts: Contacts) -> Application:
    """Cancel an application for its applicant, and notify them. Its slot is given back, and a refund is queued.

    Raises Revoked (the password must be given again), NotFound (the account may not withdraw it), NotAllowed (the
    agency has begun to process it, or it has ended).
    """
    account = accounts.for_change(session, login)
    application = transitions.find_application_of(session, reference, reach=None, lock=True)
    if not _is_theirs(session, application, account, login, phone):
        raise NotFound(transitions.UNKNOWN)
    end_withdrawn(session, application, phone=phone, contacts=contacts)
    return application


def end_withdrawn(session: Session, application: Application, *, phone: str | None, contacts: Contacts) -> None:
    """Cancel an application whose row is locked. `phone`: the phone in hand, for the receipt. Raises NotAllowed."""
    step = Transition(Status.CANCELLED)
    if not _is_early(session, application):
        raise NotAllowed("its agency has begun to work on it: it cannot be withdrawn here")
    applications.check_move(application, step, versions=None)
    applications.place_at(session, application, step, actor="citizen")
    refunds.queue_refunds_of(session, application, ReceiptReason.WITHDRAWN, actor="citizen")
    transitions.tell(session, application, contacts, done_on=phone)
    queue_event(session, application, EventKind.WITHDRAWN)


def can_withdraw(session: Session, login: Login, reference: str, *, phone: str) -> bool:
    """Whether the signed-in account may withdraw it now, after giving the password. Raises Revoked, NotFound."""
    account = accounts.signed_in(session, login)
    application = transitions.find_application_of(session, reference, reach=None)
    return _is_theirs(session, application, account, login, phone) and _is_early(session, application)


def _is_theirs(session: Session, application: Application, account: Account, login: Login, phone: str) -> bool:
    """Whether an account may withdraw an application that it sees.

    An account that is not proven may withdraw only what it filed itself, and test applications.
    """
    own = account.is_proven or application.account_id == account.id or application.is_test
    return own and account_applications.sees(session, application, login, phone=phone)


def _is_early(session: Session, application: Application) -> bool:
    if application.status == UNPAID:
        return True
    begun = (Change.application_id == application.id) & (Change.status == Status.PROCESSING)
    return application.status in UNTOUCHED and not session.scalar(select(exists().where(begun)))
