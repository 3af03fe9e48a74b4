"""Sign-in with lockout: a try is counted before the password is checked, for each phone separately.

Five wrong passwords lock this phone out of that name for half an hour, ten in a row until there is a new password.
Failures of another phone never lock the owner out (threats T4, T6). A foreign phone, which is not the account's own, is
refused while it, its block of numbers (threat T5; `password_spraying`), or all foreign phones at this name were wrong
too often. A name without an account is treated like one on a foreign phone, so that the answer does not show whether
there is an account.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Self

from sqlalchemy import LargeBinary, exists, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.audit import audit_log
from app.domain.identity import accounts, id_documents, otp, password_spraying
from app.domain.identity.accounts import Account
from app.domain.identity.passwords import Busy, hashed, is_outdated, verified
from app.domain.shared import counters, emails
from app.domain.shared.blind_indexes import blind_index, of
from app.domain.shared.counters import Limit
from app.domain.shared.errors import Invalid
from app.domain.shared.purge import delete_until
from app.domain.subscribers.phones import phone_index
from app.platform.db import Base, ensure, now
from app.platform.encryption import Keyring

TRIES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=30)
IN_A_ROW: Final = 10
"""Wrong passwords of one phone for one name, after which only a new password or a desk helps (source 24)."""
KEPT: Final = timedelta(days=30)
"""For how long wrong passwords count as being in a row; a lock after ten of them ends then, too."""
DAY, MONTH = timedelta(days=1), timedelta(days=30)
FOR_A_NAME: Final = {DAY: 100, MONTH: 100}
"""Wrong tries at one name by all foreign phones together: in a day, and in a row within a month (NIST SP 800-63B).

A sign-in resets those in a row; at the limit only one on the account's own phone does, or a new password.
"""
FOR_NAME: Final = "foreign try for a name"
_ID: Final = re.compile("[0-9a-f]{32}")
"""What the id of an account looks like (`accounts.new_id`)."""


class SignInTry(Base):
    """How often one phone gave a wrong password for one name, by a digest of both."""

    __tablename__ = "sign_in_tries"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("sign-in"))
    account_id: Mapped[str | None] = mapped_column(index=True)
    count: Mapped[int]
    locked_until: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(index=True)


class Stop(StrEnum):
    """Why a password is not checked."""

    LOCKED = "locked for half an hour"
    NEEDS_RESET = "locked until there is a new password"
    ELSEWHERE = "only the account's own phone is heard now"


@dataclass(frozen=True)
class Try:
    """One counted try: the accounts that the name may mean, with their password hashes and epochs.

    `stop`: why the password is not checked; `then`: why the next one will not be, when no try is left. `foreign`: the
    phone is not the own phone of these accounts.
    """

    key: bytes
    left: int
    hashes: dict[str, str] = field(repr=False)
    epochs: dict[str, int] = field(default_factory=dict)
    stop: Stop | None = None
    then: Stop = Stop.LOCKED
    foreign: bool = False

    @property
    def locked(self) -> bool:
        """Whether this phone may not try this name now."""
        return self.stop is not None

    def kept(self) -> dict[str, object]:
        """The form that the effect of a hop stores: without the hashes, which would outlast a new password."""
        told = {name: value for name, value in vars(self).items() if name not in ("hashes", "epochs")}
        return told | {"key": self.key.hex()}

    @classmethod
    def from_kept(cls, kept: dict[str, Any], hashes: dict[str, str], epochs: dict[str, int]) -> Self:
        """From the stored form, with the hashes and epochs (`credentials_of`) as they are now."""
        stop, known = Stop(kept["stop"]) if kept["stop"] else None, bytes.fromhex(kept["key"])
        now_known = {"key": known, "hashes": hashes, "epochs": epochs}
        return cls(**kept | now_known | {"stop": stop, "then": Stop(kept["then"])})


def reserve(session: Session, name: str, phone: str) -> Try:
    """Count a try for a name: an account's id, an e-mail address or the number of a document."""
    meant, own = _meant(session, name, phone)
    whose = _counted_for(meant, own=own)
    called = whose or _plain(name)
    # A foreign phone's tries count for the name as it was typed: a count that a number and an address shared would
    # show that they are of one account, and that there is one.
    counted = called if own else _plain(name)
    row = _row(session, blind_index(session, "sign-in", counted, phone), whose)
    then = Stop.NEEDS_RESET if row.count >= IN_A_ROW - TRIES else Stop.LOCKED
    if row.locked_until is not None:
        return Try(row.key, 0, {}, stop=Stop.NEEDS_RESET if row.count >= IN_A_ROW else Stop.LOCKED)
    if not own and (stop := _shut_out(session, called, phone)):
        return Try(row.key, 0, {}, stop=stop)
    row.count, row.at = row.count + 1, now(session)
    if row.count % TRIES == 0:
        row.locked_until = now(session) + (KEPT if row.count >= IN_A_ROW else LOCKED_FOR)
    return Try(row.key, -row.count % TRIES, *_credentials(meant), then=then, foreign=not own)


def credentials_of(session: Session, name: str, phone: str) -> tuple[dict[str, str], dict[str, int]]:
    """The password hashes and epochs, as they are now, of the accounts that a name may mean on this phone."""
    return _credentials(_meant(session, name, phone)[0])


def opened_by(ring: Keyring, counted: Try, password: str) -> str | None:
    """The account that the password opens. Takes as long for a name without an account; not inside a transaction.

    Raises `passwords.Busy`: the caller then gives the try back (`give_back`).
    """
    opened = [each for each, kept in counted.hashes.items() if verified(ring, each, password, kept)]
    if not counted.hashes:
        verified(ring, "nobody", password, None)
    return opened[0] if opened else None


def renewed(ring: Keyring, counted: Try, account_id: str, password: str) -> dict[str, str]:
    """A new hash of the password by the account's id, if the stored one has an older pepper or cost; else empty.

    The plain text is known only at sign-in. Not inside a transaction. On a busy machine it is left to the next sign-in.
    """
    if not is_outdated(ring, counted.hashes[account_id]):
        return {}
    try:
        return {account_id: hashed(ring, account_id, password)}
    except Busy:
        return {}


def succeeded(
    session: Session, counted: Try, phone: str, name: str, fresh: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Record a right password: reset the counts, and store a new hash (`renewed`).

    Where the name means several accounts, only this try is taken back: one's password forgives no guesses at another's.
    The row is not deleted: a concurrent try of this phone may be about to lock it.
    """
    for account_id, kept in fresh.items():
        unchanged = (Account.id == account_id) & (Account.password_hash == counted.hashes[account_id])
        session.execute(update(Account).where(unchanged).values(password_hash=kept))
    if counted.foreign and len(counted.hashes) > 1:
        give_back(session, counted, phone, name)
        return
    session.execute(update(SignInTry).where(SignInTry.key == counted.key).values(count=0, locked_until=None))
    a_day, in_a_row = _at_name(next(iter(counted.hashes)))
    if counted.foreign:
        password_spraying.take_back_try(session, phone, a_day, ended=[in_a_row])
    else:
        counters.take_all_back(session, [], ended=[a_day, in_a_row])


def record_sign_in(session: Session, account_id: str, *, foreign: bool) -> None:
    """Write an audit record of a sign-in with the password, and on whose phone it was (ASVS 16.3.1)."""
    phone = "another" if foreign else "own"
    audit_log.record(session, actor="citizen", action="account.signed_in", subject=account_id, phone=phone)


def give_back(session: Session, counted: Try, phone: str, name: str) -> None:
    """Take back the try of this phone for this name: the password was not checked, or right for one of several."""
    row = session.scalars(select(SignInTry).where(SignInTry.key == counted.key).with_for_update()).one()
    row.count, row.locked_until = max(0, row.count - 1), None
    if counted.foreign:
        meant, own = _meant(session, name, phone)
        password_spraying.take_back_try(session, phone, *_at_name(_counted_for(meant, own=own) or _plain(name)))


def unlock(session: Session, account_id: str) -> None:
    """Lift all locks of an account, so that every phone may try again."""
    mine = SignInTry.account_id == account_id
    session.execute(update(SignInTry).where(mine).values(count=0, locked_until=None))
    for per in FOR_A_NAME:
        counters.forget(session, FOR_NAME, account_id, per)
    otp.forgive(session, account_id)


def is_locked(session: Session, account_id: str) -> bool:
    """Whether some phone is locked out of an account now."""
    locked = (SignInTry.account_id == account_id) & (SignInTry.locked_until > now(session))
    return bool(session.scalar(select(exists().where(locked))))


def purge_tries(session: Session) -> int:
    """Delete the tries that are older than a month; returns how many."""
    return delete_until(session, SignInTry.key, SignInTry.at, now(session) - KEPT)


def _row(session: Session, key: bytes, account_id: str | None) -> SignInTry:
    """The row of a phone and a name, locked for update; a lockout that is over is removed."""
    ensure(session, SignInTry, key=key, account_id=account_id, count=0, at=now(session))
    row = session.scalars(select(SignInTry).where(SignInTry.key == key).with_for_update()).one()
    row.account_id = account_id  # an account may be opened, or given an address, after the first try at that name
    if row.locked_until is not None and row.locked_until <= now(session):
        row.locked_until = None
        row.count = row.count if row.count < IN_A_ROW else 0
    return row


def _shut_out(session: Session, called: str, phone: str) -> Stop | None:
    """Why a foreign phone is refused now, or None; a try that is not refused is counted here."""
    full = counters.spend(session, [*password_spraying.limits(phone), *_at_name(called)])
    if full is None:
        password_spraying.count_try(session)
        return None
    password_spraying.note_refusal(session, full)
    return Stop.LOCKED if (full.what, full.per) == (password_spraying.PHONE, password_spraying.HOUR) else Stop.ELSEWHERE


def _at_name(called: str) -> list[Limit]:
    return [Limit(FOR_NAME, called, per, most) for per, most in FOR_A_NAME.items()]


def _meant(session: Session, name: str, phone: str) -> tuple[list[Account], bool]:
    """The accounts that a name may mean on this phone, and whether the phone is their own."""
    found, index = _named(session, name), phone_index(session, phone)
    own = [each for each in found if each.phone == index]
    return own or found, bool(own)


def _counted_for(meant: list[Account], *, own: bool) -> str | None:
    """The id of the account that tries of all phones together, and of the own phone, are counted for, however it is
    named; None: they count for the name as it was typed.

    A number of several persons is counted for none of them: `unlock` of one would forgive guesses at another.
    """
    return meant[0].id if meant and (own or len(meant) == 1) else None


def _credentials(meant: list[Account]) -> tuple[dict[str, str], dict[str, int]]:
    return {each.id: each.password_hash for each in meant}, {each.id: each.auth_epoch for each in meant}


def _named(session: Session, name: str) -> list[Account]:
    if _ID.fullmatch(name):  # nothing else that was typed may go to the database as it is
        known = session.get(Account, name)
        return [known] if known is not None and known.closed_at is None else []
    try:
        owner = accounts.by_email(session, emails.find_address(name))
    except Invalid:
        return accounts.by_number(session, name)
    return [owner] if owner else []


def _plain(name: str) -> str:
    """One spelling for a name, whether or not it has an account: a lock of one spelling locks all."""
    with suppress(Invalid):
        return emails.find_address(name)
    return id_documents.name_key(name)
