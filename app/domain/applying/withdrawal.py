"""Withdrawing an application: by its person, before its agency has begun to work on it."""

from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.applications import account_applications, applications, transitions
from app.domain.applications.applications import Application, Change, Transition
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.identity.accounts import Account, Login
from app.domain.payments.models import ReceiptReason
from app.domain.payments.receipts import refunds
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed, NotFound

UNPAID: Final = Status.AWAITING_PAYMENT
UNTOUCHED: Final = (Status.SUBMITTED, Status.NEEDS_ACTION)
"""Where it may be withdrawn as long as it was never being processed."""


def withdraw(session: Session, login: Login, reference: str, *, phone: str, contacts: Contacts) -> Application:
    """Cancel an application for its person, and tell them; its date is free again, its money is to be given back.

    Raises Revoked (the password is wanted again), NotFound (it is not theirs to withdraw), NotAllowed (its agency has
    begun, or it has ended).
    """
    account = accounts.for_change(session, login)
    application = transitions.find_application_of(session, reference, reach=None, lock=True)
    if not _is_theirs(session, application, account, login, phone):
        raise NotFound(transitions.UNKNOWN)
    step = Transition(Status.CANCELLED)
    if not _is_early(session, application):
        raise NotAllowed("its agency has begun to work on it: it cannot be withdrawn here")
    applications.check_move(application, step, versions=None)
    applications.place_at(session, application, step, actor="citizen")
    refunds.queue_refunds_of(session, application, ReceiptReason.WITHDRAWN, actor="citizen")
    transitions.tell(session, application, contacts, done_on=phone)
    return application


def can_withdraw(session: Session, login: Login, reference: str, *, phone: str) -> bool:
    """Whether who is signed in may withdraw it now, once the password holds. Raises Revoked, NotFound."""
    account = accounts.signed_in(session, login)
    application = transitions.find_application_of(session, reference, reach=None)
    return _is_theirs(session, application, account, login, phone) and _is_early(session, application)


def _is_theirs(session: Session, application: Application, account: Account, login: Login, phone: str) -> bool:
    """What an unproven account sees of others, because it has the phone in hand, is not its to end."""
    own = account.is_proven or application.account_id == account.id
    return own and account_applications.sees(session, application, login, phone=phone)


def _is_early(session: Session, application: Application) -> bool:
    if application.status == UNPAID:
        return True
    begun = (Change.application_id == application.id) & (Change.status == Status.PROCESSING)
    return application.status in UNTOUCHED and not session.scalar(select(exists().where(begun)))
