"""What a desk does with an account, by command or by the API: find it, prove it, store its photo, close it.

Nothing here opens an account (law 12): no phone, address or password is set, and data is shown masked. A step that
needs more than the document needs the phone number of the account, as the person states it (`identity_proof`).
"""

import secrets
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.audit import audit_log
from app.domain.identity import account_photos, accounts, sign_in
from app.domain.identity.account_photos import TAKEN_AGAIN
from app.domain.identity.accounts import Account, Photo
from app.domain.identity.id_documents import read_id_number
from app.domain.messaging import sms_budget
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.self_service import account_care, identity_proof
from app.domain.shared import counters, emails
from app.domain.shared.contacts import Contacts
from app.domain.shared.counters import Limit
from app.domain.shared.errors import Conflict, NotAllowed, NotFound
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones
from app.platform.db import keys, now
from app.platform.i18n import ENGLISH
from app.platform.phone_numbers import masked

UNPROVEN: Final = "the account is not proven: first show that it is the person's, by the phone that they say it is on"
PHOTO_TAKEN: Final = "the photo of this person is taken already"
OTHER_PHONE: Final = "the account is on another phone than the person says"
SAID_ENOUGH: Final = "too many wrong phones were said of this account today"
NO_PHOTO: Final = "there is no photo of this account"
SAID_WRONG: Final = 5
"""Wrong phones that may be stated for an account in a day: its person knows the right one."""
SAID: Final = "phone said at a desk"
LOOK_UPS: Final = 200
"""Look-ups of accounts by one member of staff or clerk in a day. A desk that sees somebody every five minutes, for
seven hours, makes 84. Up to about twice that is work; more is somebody who harvests the accounts."""
LOOKED_UP: Final = "account looked for by a member of staff"
CHANGED: Final = "the account has changed meanwhile: look at it again"


@dataclass(frozen=True)
class DeskFacts:
    """What a desk is shown of an account: enough to recognise the person before it, too little to impersonate them.

    `birth` is a year or a date in ISO 8601; number, phone and e-mail are masked.
    """

    id: str
    account_type: AccountType
    name: str
    number: str
    birth: str
    phone: str
    email: str | None
    created_at: datetime
    proven_at: datetime | None
    photo: Photo
    is_photo_kept: bool
    is_locked: bool
    new_phone_from: datetime | None


def facts_of(session: Session, account: Account) -> DeskFacts:
    """What a desk is shown of an account."""
    said, address = account.said, account.email_address
    return DeskFacts(
        id=account.id,
        account_type=account.account_type,
        name=" ".join(filter(None, (said.first_name, said.other_names, said.surname))),
        number=account.shown_number,
        birth=said.birth,
        phone=masked(account.phone_number),
        email=emails.masked(address) if address else None,
        created_at=account.created_at,
        proven_at=account.proven_at,
        photo=account.photo,
        is_photo_kept=account_photos.find_photo(session, account.id) is not None,
        is_locked=sign_in.is_locked(session, account.id),
        new_phone_from=account.new_phone_from,
    )


def find_account(session: Session, account_type: AccountType, typed: str, *, actor: str) -> Account | None:
    """The account of a document, by its typed number. Audited, also where there is none. Raises Invalid."""
    found = accounts.by_document(session, account_type, read_id_number(account_type, typed))
    _looked_up(session, found.id if found else "nobody", by="document", actor=actor)
    return found


def find_by_phone(session: Session, number: str, *, actor: str) -> list[Account]:
    """The accounts of a phone, which a household may share. Audited, also where there are none."""
    found = accounts.by_phone(session, number)
    for subject in [each.id for each in found] or ["nobody"]:
        _looked_up(session, subject, by="phone", actor=actor)
    return found


def find_by_reference(session: Session, typed: str, *, actor: str) -> Account | None:
    """The account of an application's person. Audited, also where there is none. Raises NotFound for no such
    reference."""
    found = accounts.by_applicant(session, transitions.find_said(session, typed).applicant)
    _looked_up(session, found.id if found else "nobody", by="reference", actor=actor)
    return found


def reserve_look_up(session: Session, member: str) -> None:
    """Count a look-up by a member of staff, before it is made. Raises NotAllowed beyond the limit of a day."""
    if counters.spend(session, [Limit(LOOKED_UP, member, timedelta(days=1), LOOK_UPS)]) is not None:
        raise NotAllowed(f"you have looked for {LOOK_UPS} accounts today: no more are shown before tomorrow")


def standing_of(session: Session, account: Account) -> str:
    """A digest of an account's state: a request about the account is valid only while this stays the same."""
    said = account.said
    parts = (account.number, account.phone_number, *astuple(said))
    state = (account.id, str(account.auth_epoch), str(account.is_proven), account.photo)
    return keys(session).digest("standing of an account", *state, *parts).hex()


def check_standing(session: Session, account: Account, seen: str) -> None:
    """Raises Conflict where an account has changed since somebody saw it (`standing_of`)."""
    if not secrets.compare_digest(standing_of(session, account), seen):
        raise Conflict(CHANGED)


def look_at(session: Session, account_id: str, *, actor: str) -> Account:
    """An account that was found before. Audited. Raises NotFound."""
    account = accounts.get(session, account_id)
    _looked_up(session, account.id, by="id", actor=actor)
    return account


def reserve_phone(session: Session, account_id: str, *, proves: bool) -> None:
    """Count a phone stated for an account, before it is compared, in a transaction of its own.

    Raises NotFound, and NotAllowed where five were wrong within a day: otherwise somebody with a stolen key of a desk
    finds the number by trying. A right one is given back by `prove_by_phone` (`proves`: the account must not be proven
    yet) and `close_at_desk`.
    """
    account = accounts.get(session, account_id, lock=True)
    if proves and account.is_proven:
        raise NotAllowed("this account is proven already")
    if counters.spend(session, [_said(account_id)]) is not None:
        raise NotAllowed(SAID_ENOUGH)


def prove_by_phone(session: Session, account_id: str, said_phone: str, *, actor: str, contacts: Contacts) -> Account:
    """Prove an account: a clerk has seen the person and the document, and the person states the account's phone.

    Raises NotFound; NotAllowed where it is proven already, or on another phone.
    """
    account = accounts.get(session, account_id, lock=True)
    identity_proof.prove_at_desk(session, account, said_phone, actor=actor, contacts=contacts)
    counters.take_all_back(session, [_said(account.id)])
    return account


def check_phone_of(session: Session, account_id: str, said_phone: str) -> Account:
    """The account, locked, if the stated phone is its own: gives the reserved try back. Raises NotFound, NotAllowed."""
    account = accounts.get(session, account_id, lock=True)
    if said_phone != account.phone_number:
        raise NotAllowed(OTHER_PHONE)
    counters.take_all_back(session, [_said(account.id)])
    return account


def keep_photo(session: Session, account_id: str, image: bytes, *, actor: str) -> Account:
    """Store a photo that `photo_images.read_photo` returned, and audit it.

    Raises NotFound; NotAllowed where the account is not proven, or has had its photo for a day.
    """
    account = accounts.get(session, account_id, lock=True)
    if not account.is_proven:
        raise NotAllowed(UNPROVEN)
    kept = account_photos.find_photo(session, account.id)
    if kept is not None and kept.taken_at + TAKEN_AGAIN <= now(session):
        raise NotAllowed(PHOTO_TAKEN)
    account_photos.keep_photo(session, account.id, image)
    if account.photo != Photo.TAKEN:
        accounts.take_photo(session, account, actor=actor)
    action = "account.photo_kept" if kept is None else "account.photo_replaced"
    audit_log.record(session, actor=actor, action=action, subject=account.id)
    return account


def read_photo(session: Session, account_id: str, *, actor: str) -> bytes:
    """The photo of an account's holder, a JPEG. Audited. Raises NotFound."""
    account = accounts.get(session, account_id)
    kept = account_photos.find_photo(session, account.id)
    if kept is None:
        raise NotFound(NO_PHOTO)
    audit_log.record(session, actor=actor, action="account.photo_read", subject=account.id)
    return kept.image


def close_at_desk(
    session: Session, account_id: str, said_phone: str, *, actor: str, contacts: Contacts, paid_by: KeyBudget
) -> Account:
    """Close the account of a person who was seen with their document and states the account's phone.

    The same as closing it by phone (`account_care.end_account`); the phone is notified. Raises NotFound, NotAllowed for
    another phone, BudgetSpent.
    """
    account = check_phone_of(session, account_id, said_phone)
    sms_budget.reserve_for_key(session, paid_by)
    spoken = phones.language_of(session, said_phone) or ENGLISH
    account_care.end_account(session, account, spoken, contacts, actor=actor)
    return account


def _looked_up(session: Session, subject: str, *, by: str, actor: str) -> None:
    audit_log.record(session, actor=actor, action="account.looked_up", subject=subject, by=by)


def _said(account_id: str) -> Limit:
    return Limit(SAID, account_id, timedelta(days=1), SAID_WRONG)
