"""Signing in: a try is counted before the password is looked at, for each phone by itself.

Five wrong ones lock this phone out of that name for half an hour; another phone's failures never lock the owner
out (threats T4, T6). A name that nobody has locks in the same way, so that nothing can be learned from it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final, Self

from sqlalchemy import LargeBinary, delete, exists, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, ensure, now
from app.domain import accounts
from app.domain.accounts import Account
from app.domain.blind_indexes import blind_index, of
from app.domain.passwords import hashed, is_outdated, verified
from app.seal import Keyring

TRIES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=30)
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


@dataclass(frozen=True)
class Try:
    """One try that was counted: the accounts that the name may mean, with their password hashes."""

    key: bytes
    left: int
    hashes: dict[str, str] = field(repr=False)

    @property
    def locked(self) -> bool:
        """Whether this phone may not try this name now."""
        return self.left < 0

    def kept(self) -> dict[str, object]:
        """As the effect of a hop keeps it."""
        return {"key": self.key.hex(), "left": self.left, "hashes": self.hashes}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> Self:
        """As the effect of a hop kept it."""
        return cls(bytes.fromhex(kept["key"]), kept["left"], kept["hashes"])


def reserve(session: Session, name: str, phone: str) -> Try:
    """Count a try for a name: an account's id, an e-mail address or the number of a document."""
    found = _named(session, name)
    key = _key(session, found[0].id if found else _plain(name), phone)
    ensure(session, SignInTry, key=key, account_id=found[0].id if found else None, count=0, at=now(session))
    row = session.scalars(select(SignInTry).where(SignInTry.key == key).with_for_update()).one()
    if row.locked_until is not None and row.locked_until <= now(session):
        row.count, row.locked_until = 0, None
    if row.locked_until is not None:
        return Try(key, -1, {})
    row.count, row.at = row.count + 1, now(session)
    if row.count >= TRIES:
        row.locked_until = now(session) + LOCKED_FOR
    return Try(key, TRIES - row.count, {account.id: account.password_hash for account in found})


def opened_by(ring: Keyring, counted: Try, password: str) -> str | None:
    """The account that the password opens. Takes as long for a name that nobody has; not inside a transaction."""
    opened = [each for each, kept in counted.hashes.items() if verified(ring, each, password, kept)]
    if not counted.hashes:
        verified(ring, "nobody", password, None)
    return opened[0] if opened else None


def renewed(ring: Keyring, counted: Try, account_id: str, password: str) -> dict[str, str]:
    """The password that opened an account, hashed anew if it is kept under an older pepper or at an older cost.

    Only now is it known in plain text. Not inside a transaction.
    """
    outdated = is_outdated(ring, counted.hashes[account_id])
    return {account_id: hashed(ring, account_id, password)} if outdated else {}


def succeeded(session: Session, counted: Try, fresh: Mapping[str, str] = MappingProxyType({})) -> None:
    """The password was right: what was counted is forgotten, and a hash made anew (`renewed`) is kept.

    The row stays until it is old: another try of this phone may be about to lock it.
    """
    session.execute(update(SignInTry).where(SignInTry.key == counted.key).values(count=0, locked_until=None))
    for account_id, kept in fresh.items():
        unchanged = (Account.id == account_id) & (Account.password_hash == counted.hashes[account_id])
        session.execute(update(Account).where(unchanged).values(password_hash=kept))


def unlock(session: Session, account_id: str) -> None:
    """Let every phone try again."""
    mine = SignInTry.account_id == account_id
    session.execute(update(SignInTry).where(mine).values(count=0, locked_until=None))


def is_locked(session: Session, account_id: str) -> bool:
    """Whether some phone is locked out of an account now."""
    locked = (SignInTry.account_id == account_id) & (SignInTry.locked_until > now(session))
    return bool(session.scalar(select(exists().where(locked))))


def forget_old(session: Session) -> None:
    """Delete what was counted a day ago."""
    session.execute(delete(SignInTry).where(SignInTry.at < now(session) - timedelta(days=1)))


def _named(session: Session, name: str) -> list[Account]:
    if _ID.fullmatch(name):  # nothing else that was typed may go to the database as it is
        known = session.get(Account, name)
        return [known] if known is not None and known.closed_at is None else []
    plain = _plain(name)
    if "@" in plain:
        holder = accounts.by_email(session, plain)
        return [holder] if holder else []
    return accounts.by_number(session, plain) if plain.isascii() else []


def _plain(name: str) -> str:
    """One spelling for a name, whether or not anybody has it: what locks in one locks in all."""
    return "".join(name.split()).upper()


def _key(session: Session, name: str, phone: str) -> bytes:
    return blind_index(session, "sign-in", name, phone)
