"""Which applications an account sees, which notes it reads, and which applications move with it to a new phone.

Registering shows that somebody knows an ID number and the person's name and birth, not that they are that person. So
an account that is not proven sees only what the phone in hand sees anyway, and what it filed itself.
"""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, ScalarSelect, or_, select
from sqlalchemy.orm import Session

from app.domain.applications import applications
from app.domain.applications.applications import WITHHELD, Application
from app.domain.applications.moves import has_no_way_out
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.identity.accounts import Account, Login
from app.domain.subscribers.phones import phone_index
from app.platform.db import now


def seen(session: Session, login: Login, *, phone: str) -> list[Application]:
    """The applications that a signed-in account sees on the phone in hand: open ones first, then the newest first.

    A proven account sees everything under its ID number. One that is not proven sees what is recorded under its ID
    number for the phone in hand. Either sees what it filed itself through Lango, on any phone, as long as the password
    is fresh. A test application is seen by any account that is signed in on the key's test phone. Raises Revoked.
    """
    account = accounts.signed_in(session, login)
    found = session.scalars(select(Application).where(_visible(session, account, login, phone)))
    return sorted(found, key=lambda each: (each.is_over, -each.since.timestamp(), -each.id))


def newest_live(account: type[Account], in_hand: ColumnElement[bytes]) -> ScalarSelect[int]:
    """A scalar subquery: the id of the newest open application that an account sees without a password.

    For a SELECT that has `account` in its FROM clause; `in_hand`: the blind index of the phone. Applies the rules of
    `seen`, but leaves test applications out.
    """
    shown = account.proven_at.is_not(None) | (Application.phone_index == in_hand)
    lives = (Application.status != each for each in Status if has_no_way_out(each))
    mine = _under_document(account) & shown & account.closed_at.is_(None)
    found = select(Application.id).where(mine, _decided(), *lives)
    newest_first = found.order_by(Application.since.desc(), Application.id.desc())
    return newest_first.limit(1).correlate(account).scalar_subquery()


def sees(session: Session, application: Application, login: Login, *, phone: str) -> bool:
    """Whether a signed-in account sees this application on the phone in hand. Raises Revoked."""
    account = accounts.signed_in(session, login)
    mine = select(Application.id).where(Application.id == application.id, _visible(session, account, login, phone))
    return session.scalar(mine) is not None


def is_shown(session: Session, application: Application, phone: str) -> bool:
    """Whether a phone may be told that an application exists; of a test application, the key's test phone alone."""
    return not application.is_test or applications.hears(session, application, phone)


def may_read_note(session: Session, application: Application, login: Login, *, phone: str) -> bool:
    """Whether the agency's note is shown on any phone: to a proven account with a fresh password. Raises Revoked."""
    account = accounts.signed_in(session, login)
    proven = account.is_proven and accounts.is_fresh(login.password_at, now(session))
    return proven and sees(session, application, login, phone=phone)


def redirect(session: Session, account: Account, number: str) -> None:
    """Send the alerts of an account's applications to another phone; if it is not proven, only of those that it filed.

    Those that agencies recorded for its phone stay: if that phone was borrowed or reassigned, they belong to another
    person, whose alerts would move too.
    """
    mine = _under_document(account) if account.is_proven else _filed(account)
    for application in session.scalars(select(Application).where(mine & _decided())):
        redirect_one(session, application, number)


def redirect_one(session: Session, application: Application, number: str) -> None:
    """Send the alerts of one application to another phone from now on."""
    application.phone_index = phone_index(session, number)
    application.phone_number = number


def recorded_phone(session: Session, account: Account, *, other_than: str) -> str | None:
    """The only phone, other than the one in hand, that agencies have recorded for the account's ID number.

    None where they recorded several: one may belong to somebody who went to the office for the person, and must not
    give access to what is recorded for the others. Applications filed through Lango are ignored: their phone is the one
    that filed them, which proves nothing.
    """
    found = recorded_phones(session, account, other_than=other_than)
    return found[0] if len(found) == 1 else None


def recorded_phones(session: Session, account: Account, *, other_than: str) -> list[str]:
    """All phones, other than the one in hand, that agencies have recorded for the account's ID number."""
    recorded = _under_document(account) & Application.account_id.is_(None) & (Application.phone_sealed != b"")
    elsewhere = Application.phone_index != phone_index(session, other_than)
    found = session.scalars(select(Application).where(recorded & elsewhere).order_by(Application.id))
    return [each.phone_number for each in {each.phone_index: each for each in found}.values() if each.phone_number]


@dataclass(frozen=True)
class Mailbox:
    """An e-mail address that gets the alerts of an application, and whether they contain the agency's note."""

    address: str = field(repr=False)
    reads_note: bool


def mailbox(session: Session, application: Application) -> Mailbox | None:
    """The address for e-mail alerts: the one given with the application, else the account's; None without one.

    The account's address gets alerts only about what the account sees anyway. A proven account: everything under its ID
    number. One that is not proven: only what is recorded for the account's present phone too, and without the agency's
    note, because an e-mail is read on other devices than that phone (`may_read_note`). There is no alert about an
    application that a desk has yet to decide on, nor about one whose holder had the phone erased.

    An address that can still be stopped (set less than 72 hours ago) gets nothing, nor does the address before it:
    setting an address on a borrowed phone reveals nothing, and an abandoned mailbox gets nothing. A test application
    has no e-mail alerts.
    """
    if application.is_test or application.is_withheld or not application.phone_sealed:
        return None
    if given := application.email_address:
        return Mailbox(given, reads_note=True)
    account = accounts.by_applicant(session, application.applicant)
    if account is None or not (account.is_proven or application.phone_index == account.phone):
        return None
    held = accounts.held_email_of(session, account)
    return Mailbox(held, reads_note=account.is_proven) if held else None


def _visible(session: Session, account: Account, login: Login, phone: str) -> ColumnElement[bool]:
    in_hand = Application.phone_index == phone_index(session, phone)
    shown = _under_document(account) if account.is_proven else _under_document(account) & in_hand
    if accounts.is_fresh(login.password_at, now(session)):
        shown |= _filed(account)
    return (shown | (Application.is_test.is_(True) & in_hand)) & _decided()


def _under_document(account: Account | type[Account]) -> ColumnElement[bool]:
    return (Application.applicant == account.applicant) & Application.is_test.is_(False)


def _filed(account: Account) -> ColumnElement[bool]:
    return Application.account_id == account.id


def _decided() -> ColumnElement[bool]:
    """The condition that an application is not withheld. NULL is tested apart: NOT LIKE is unknown for NULL in SQL."""
    return or_(Application.account_id.is_(None), Application.account_id.not_like(f"{WITHHELD}%"))
