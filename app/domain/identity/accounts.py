"""Accounts: one for each person and kind of document, tied to a phone number, opened with a password."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey, LargeBinary, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.audit import audit_log
from app.domain.identity import account_photos, id_documents, otp
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.recovery import pending_changes
from app.domain.shared.blind_indexes import blind_index, of
from app.domain.shared.errors import Conflict, NotFound, Revoked
from app.domain.shared.persons import AccountType, applicant_index
from app.domain.subscribers.phones import phone_index
from app.platform.database.sealed_value import sealed_json, sealed_text, sealed_text_or_none
from app.platform.db import Base, keys, now

REMEMBERED: Final = timedelta(days=30)
"""For how long a phone stays signed in, as on the portal."""
PASSWORD_HOLDS: Final = timedelta(seconds=180)
"""For how long a sign-in with the password counts as fresh: the longest USSD session (ASVS 7.3.1 and 7.5.1)."""
FIRST_EPOCH: Final = 0
"""The `auth_epoch` of a new account."""
CONSENT: Final = "2026-11"
"""The version of the consent text that was agreed to (`menus/flows/identity/registration.py`)."""


class Photo(StrEnum):
    """Whether the photo that eCitizen asks for has been taken; a feature phone cannot send one."""

    PENDING = "pending"
    TAKEN = "taken"


class Account(Base):
    """One person's account. Personal data is sealed.

    `phone_codes_from` and `email_codes_from`: from when codes for a new password are sent there; None means at once for
    the phone, never for the address. `auth_epoch` grows with each event that revokes earlier sign-ins and codes (a new
    password, a change at a desk, closing). `proven_at`: when the identity was proven, beyond what was typed.
    """

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(primary_key=True)
    account_type: Mapped[AccountType]
    applicant: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True, info=of("applicant"))
    number_sealed: Mapped[bytes]
    number = sealed_text("number")
    said_sealed: Mapped[bytes]
    said_fields = sealed_json("said")
    """What the holder declared at registration, with fields that only a newer release knows."""
    phone: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    phone_sealed: Mapped[bytes]
    phone_number = sealed_text("phone")
    new_phone_sealed: Mapped[bytes | None]
    new_phone = sealed_text_or_none("new_phone")
    new_phone_from: Mapped[datetime | None]
    phone_codes_from: Mapped[datetime | None]
    email: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True, unique=True, info=of("email"))
    email_sealed: Mapped[bytes | None]
    email_address = sealed_text_or_none("email")
    email_codes_from: Mapped[datetime | None]
    password_hash: Mapped[str]
    auth_epoch: Mapped[int] = mapped_column(default=FIRST_EPOCH, server_default="0")
    changes_stopped: Mapped[int] = mapped_column(default=0, server_default="0")
    proven_at: Mapped[datetime | None]
    photo: Mapped[Photo]
    consent: Mapped[str]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    @property
    def said(self) -> DeclaredDetails:
        """What the holder declared at registration."""
        return DeclaredDetails.of(self.said_fields)

    @property
    def is_proven(self) -> bool:
        """Whether the account was proven to be its person's, beyond registration's checks (`identity_proof`)."""
        return self.proven_at is not None

    @property
    def shown_number(self) -> str:
        """The document number, masked: its holder recognises it, others in the household do not: `****0103`."""
        return hidden(self.number)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"accounts.{column}:{self.id}"


class RememberedPhone(Base):
    """A phone that stays signed in, for looking at one's applications only."""

    __tablename__ = "remembered_phones"

    phone: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("phone"))
    number_sealed: Mapped[bytes | None]
    number = sealed_text("number")
    account_id: Mapped[str] = mapped_column(ForeignKey(Account.id), index=True)
    until: Mapped[datetime] = mapped_column(index=True)

    @staticmethod
    def sealed_at(column: str) -> str:
        """The place that a sealed column is bound to. It names no row, as the primary key is the index of the
        number."""
        return f"remembered_phones.{column}"


@dataclass(frozen=True)
class Login:
    """A sign-in: the account, its epoch at that time, when the password was given (None: the phone stays signed in)."""

    account_id: str
    auth_epoch: int
    password_at: datetime | None = None


def new_id() -> str:
    """A new account id, needed before the account exists: its password hash depends on the id."""
    return secrets.token_hex(16)


def open_account(
    session: Session,
    account_id: str,
    account_type: AccountType,
    number: str,
    *,
    said: DeclaredDetails,
    phone: str,
    password_hash: str,
) -> Account:
    """Open an account for a person whom the registry has confirmed. Raises Conflict when the person has one already."""
    account = Account(
        id=account_id,
        account_type=account_type,
        applicant=applicant_index(session, account_type, number),
        phone=phone_index(session, phone),
        password_hash=password_hash,
        photo=Photo.PENDING,
        consent=CONSENT,
        created_at=now(session),
    )
    try:
        with session.begin_nested():
            session.add(account)
            account.number, account.said_fields, account.phone_number = number, asdict(said), phone
            session.flush()
    except IntegrityError:
        raise Conflict("this person has an account") from None
    audit_log.record(session, actor="citizen", action="account.opened", subject=account.id)
    return account


def by_document(session: Session, account_type: AccountType, number: str) -> Account | None:
    """The account of the person with this document."""
    return by_applicant(session, applicant_index(session, account_type, number))


def by_applicant(session: Session, applicant: bytes) -> Account | None:
    """The account with this blind index of the applicant (`applicant_index`)."""
    return session.scalar(select(Account).where(Account.applicant == applicant))


def by_number(session: Session, typed: str) -> list[Account]:
    """The accounts whose document may have the typed number, whatever its kind; the oldest first."""
    meant = id_documents.meant_by(id_documents.name_key(typed))
    wanted = [applicant_index(session, kind, number) for kind, number in meant]
    query = select(Account).where(Account.applicant.in_(wanted)).order_by(Account.created_at, Account.id)
    return list(session.scalars(query))


def by_email(session: Session, address: str) -> Account | None:
    """The account that a confirmed e-mail address belongs to."""
    return session.scalar(select(Account).where(Account.email == email_index(session, address)))


def by_phone(session: Session, number: str) -> list[Account]:
    """The accounts with this phone number, which a household may share; the oldest first."""
    index = phone_index(session, number)
    return list(session.scalars(select(Account).where(Account.phone == index).order_by(Account.created_at, Account.id)))


def get(session: Session, account_id: str, *, lock: bool = False) -> Account:
    """An account by its id. Raises NotFound for one that is closed or does not exist."""
    query = select(Account).where(Account.id == account_id, Account.closed_at.is_(None))
    account = session.scalar(query.with_for_update() if lock else query)
    if account is None:
        raise NotFound("there is no such account")
    return account


def signed_in(session: Session, login: Login, *, lock: bool = False) -> Account:
    """The account of a sign-in. Raises Revoked where it is closed, or the sign-in was revoked since (another epoch)."""
    query = select(Account).where(Account.id == login.account_id, Account.closed_at.is_(None))
    account = session.scalar(query.with_for_update() if lock else query)
    if account is None or account.auth_epoch != login.auth_epoch:
        raise Revoked("what was begun before has been ended: sign in again")
    return account


def for_change(session: Session, login: Login) -> Account:
    """The account of a sign-in, locked, for a change that needs a fresh password.

    Raises Revoked, also where no password was given, or 180 s ago or more.
    """
    if not is_fresh(login.password_at, now(session)):
        raise Revoked("the password is wanted again")
    return signed_in(session, login, lock=True)


def is_fresh(password_at: datetime | None, moment: datetime) -> bool:
    """Whether a password given at `password_at` still counts as fresh at `moment`."""
    return password_at is not None and moment - password_at < PASSWORD_HOLDS


def end_what_was_begun(session: Session, account: Account, *, keep_reset: bool = False) -> None:
    """Revoke what was begun before now: sessions, remembered phones, codes, a planned number, a delayed code.

    `keep_reset`: codes for a new password, sent or delayed, stay valid. Otherwise a thief who has the password could
    lock the owner out for ever by changing something every day (ASVS 7.4.3 ends sessions, not a recovery).
    """
    account.auth_epoch += 1
    account.new_phone_sealed = account.new_phone_from = None
    forget_phones(session, account.id)
    pending_changes.forget(session, account.id, pending_changes.What.PHONE)
    if keep_reset:
        otp.withdraw_all_but_resets(session, account.id, account.auth_epoch)
    else:
        otp.withdraw(session, account.id)
        pending_changes.forget(session, account.id, pending_changes.What.PASSWORD)


def email_index(session: Session, address: str) -> bytes:
    """The blind index of an e-mail address."""
    return blind_index(session, "email", address.strip().lower())


def hidden(number: str) -> str:
    """A document number, masked: its last four characters, at most half of it. Numbers in a household may begin
    alike."""
    return "****" + number[len(number) - min(4, len(number) // 2) :]


def is_email_held(session: Session, account: Account) -> bool:
    """Whether the address was set 72 hours ago or earlier: codes are sent to it, and the change can no longer be
    stopped."""
    return account.email_codes_from is not None and account.email_codes_from <= now(session)


def held_email_of(session: Session, account: Account) -> str | None:
    """The account's address, where it was set 72 hours ago or earlier (`is_email_held`)."""
    return account.email_address if is_email_held(session, account) else None


def set_password(session: Session, account_id: str, password_hash: str, *, keep_reset: bool = False) -> Account:
    """Change the password, and revoke what was begun before: a thief may have begun it. Raises NotFound.

    `keep_reset`: see `end_what_was_begun`.
    """
    account = get(session, account_id, lock=True)
    account.password_hash = password_hash
    end_what_was_begun(session, account, keep_reset=keep_reset)
    audit_log.record(session, actor="citizen", action="account.password_changed", subject=account.id)
    return account


def close(session: Session, account_id: str, *, actor: str = "citizen") -> None:
    """Close an account: the personal data is erased, the applications stay with their agencies."""
    account = get(session, account_id, lock=True)
    audit_log.record(session, actor=actor, action="account.closed", subject=account.id)
    account_photos.erase_photo(session, account.id)
    end_what_was_begun(session, account)
    pending_changes.forget(session, account_id, pending_changes.What.EMAIL)
    nobody = keys(session).digest("closed", account_id)
    account.applicant = account.phone = nobody
    account.number_sealed = account.said_sealed = account.phone_sealed = b""
    account.email = account.email_sealed = account.email_codes_from = None
    account.password_hash, account.closed_at = "", now(session)


def remember(session: Session, account_id: str, number: str) -> None:
    """Keep a phone signed in for 30 days."""
    forget_phone(session, number)
    until = now(session) + REMEMBERED
    row = RememberedPhone(phone=phone_index(session, number), account_id=account_id, until=until)
    session.add(row)
    row.number = number


def remembered(session: Session, number: str) -> str | None:
    """The account that this phone is signed in to."""
    row = session.get(RememberedPhone, phone_index(session, number))
    return row.account_id if row is not None and row.until > now(session) else None


def forget_phone(session: Session, number: str) -> None:
    """Sign this phone out."""
    row = session.get(RememberedPhone, phone_index(session, number))
    if row is not None:
        session.delete(row)
        session.flush()


def forget_phones(session: Session, account_id: str) -> None:
    """Sign every phone out of an account."""
    for row in session.scalars(select(RememberedPhone).where(RememberedPhone.account_id == account_id)):
        session.delete(row)
    session.flush()


def take_photo(session: Session, account: Account, *, actor: str) -> None:
    """Record that a desk took the photo, which also proves the account."""
    account.photo = Photo.TAKEN
    audit_log.record(session, actor=actor, action="account.photo_taken", subject=account.id)
    prove(session, account, actor=actor, by="photo")


def prove(session: Session, account: Account, *, actor: str, by: str) -> None:
    """Mark an account as proven and audit it; does nothing where it is proven already. `by`: how it was proven."""
    if not account.is_proven:
        account.proven_at = now(session)
        audit_log.record(session, actor=actor, action="account.proven", subject=account.id, by=by)
