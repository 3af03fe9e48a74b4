"""Which applications an account sees, whose notes it reads, and which of them follow it to a new phone.

Registering proves that somebody knows a document's number and the person's name and birth, not that they are that
person. So an account that is not proven has what the phone in hand has anyway, and what it filed itself.
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
    """What a signed-in account sees on the phone in hand, live ones first, the newest first among them.

    Proven, it sees everything under its document. Before that, it sees what is recorded for the phone in hand; and
    what it filed itself through Lango on any phone, for as long as its password holds. A test application is seen on
    its key's test phone, by whoever is signed in there. Raises Revoked.
    """
    account = accounts.signed_in(session, login)
    found = session.scalars(select(Application).where(_visible(session, account, login, phone)))
    return sorted(found, key=lambda each: (each.is_over, -each.since.timestamp(), -each.id))


def newest_live(account: type[Account], in_hand: ColumnElement[bytes]) -> ScalarSelect[int]:
    """The id of the newest application that is not over, of those that an account sees where no password was given.

    A part of a select that has the account; `in_hand`: the index of the phone. The same as `seen` gives, no test.
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
    """Whether a phone may know of an application at all: of a test only the one that was named for it."""
    return not application.is_test or applications.hears(session, application, phone)


def may_read_note(session: Session, application: Application, login: Login, *, phone: str) -> bool:
    """Whether what the agency notes is shown on any phone: to a proven account whose password holds. Raises Revoked."""
    account = accounts.signed_in(session, login)
    proven = account.is_proven and accounts.is_fresh(login.password_at, now(session))
    return proven and sees(session, application, login, phone=phone)


def redirect(session: Session, account: Account, number: str) -> None:
    """The account's applications tell another phone from now on: before it is proven, only those that it filed itself.

    Not those recorded for its phone either: a phone that was borrowed, or given to somebody else, would take its former
    holder's alerts along.
    """
    mine = _under_document(account) if account.is_proven else _filed(account)
    for application in session.scalars(select(Application).where(mine & _decided())):
        redirect_one(session, application, number)


def redirect_one(session: Session, application: Application, number: str) -> None:
    """An application tells another phone from now on."""
    application.phone_index = phone_index(session, number)
    application.phone_number = number


def recorded_phone(session: Session, account: Account, *, other_than: str) -> str | None:
    """The one phone, other than that in hand, that agencies have recorded for the account's document.

    None where they recorded several: one of them may be that of whoever went to the office for the person, and must
    not open what is recorded for the others. What was filed through Lango names the phone that filed it: that proves
    nothing.
    """
    recorded = _under_document(account) & Application.account_id.is_(None) & (Application.phone_sealed != b"")
    elsewhere = Application.phone_index != phone_index(session, other_than)
    found = session.scalars(select(Application).where(recorded & elsewhere).order_by(Application.id)).all()
    several = len({each.phone_index for each in found}) > 1
    return (found[-1]).phone_number if found and not several else None


@dataclass(frozen=True)
class Mailbox:
    """An e-mail address that hears of an application, and whether of what the agency notes too."""

    address: str = field(repr=False)
    reads_note: bool


def mailbox(session: Session, application: Application) -> Mailbox | None:
    """The address that hears of an application: the agency's, else that of the applicant's account; None without one.

    The account's own address is told only of what the account sees anyway: once it is proven, all under its document;
    before, only what is recorded for the account's present phone too, and then not what the agency notes, because an
    e-mail leaves that phone (`may_read_note`). Nobody hears of an application that a desk has yet to decide on, nor
    of one whose holder had its phone forgotten.

    An address that can still be stopped (set less than 72 hours ago) hears nothing, nor does the one before it:
    whoever sets an address on a borrowed phone learns nothing by it, and who has left a mailbox gets nothing there.
    No mailbox hears of a test application.
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
    """Not withheld: SQL's LIKE is unknown of a NULL."""
    return or_(Application.account_id.is_(None), Application.account_id.not_like(f"{WITHHELD}%"))
