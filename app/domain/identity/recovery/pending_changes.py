"""Pending changes of an account's address, number or password: its owner can stop them from the account's phone."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.purge import delete_until
from app.platform.database.sealed_value import sealed_text_or_none
from app.platform.db import Base, now

KEPT: Final = timedelta(days=1)
"""For how long a row is kept after the change could be stopped."""


class What(StrEnum):
    """What is being changed: the address, the number, or the password by a delayed code."""

    EMAIL = "email"
    PHONE = "phone"
    PASSWORD = "password"  # noqa: S105 (the name of a factor)


class PendingChange(Base):
    """One change of one account that can be stopped before `until`.

    `at` identifies it: a change that replaces it has another. `done_at`: when the delayed code was sent.
    `previous_address`: the address before the change; `previous_codes_from`: from when that one got codes. `language`:
    of the person who asked. `seen_at`: the previous release does not show a change where it is set.
    """

    __tablename__ = "pending_changes"

    key: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(index=True)
    what: Mapped[What]
    at: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    language: Mapped[str | None]
    previous_sealed: Mapped[bytes | None]
    previous_address = sealed_text_or_none("previous")
    previous_codes_from: Mapped[datetime | None]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"pending_changes.{column}:{self.key}"


def begin_change(
    session: Session, account_id: str, what: What, until: datetime, *, language: str | None = None
) -> PendingChange:
    """Record a change that can be stopped from now on; replaces an earlier one of the same kind."""
    forget(session, account_id, what)
    key, moment = _key(account_id, what), now(session)
    change = PendingChange(key=key, account_id=account_id, what=what, at=moment, until=until, language=language)
    session.add(change)
    session.flush()
    return change


def find_change(session: Session, account_id: str, what: What) -> PendingChange | None:
    """The latest change of this kind, whether or not it can still be stopped."""
    return session.get(PendingChange, _key(account_id, what))


def is_same(change: PendingChange | None, at: datetime) -> bool:
    """Whether a change is the one that was begun at `at`, and not one that replaced it."""
    return change is not None and change.at == at


def is_live(session: Session, change: PendingChange | None) -> bool:
    """Whether a change can still be stopped."""
    return change is not None and change.until > now(session)


def previous_email(session: Session, account_id: str) -> str | None:
    """The address before a change that can still be stopped: the last one that was set for 72 hours."""
    change = find_change(session, account_id, What.EMAIL)
    return change.previous_address if change is not None and is_live(session, change) else None


def forget(session: Session, account_id: str, what: What) -> None:
    """Delete the change of this kind, if there is one."""
    change = find_change(session, account_id, what)
    if change is not None:
        session.delete(change)
        session.flush()


def purge_changes(session: Session) -> int:
    """Delete the changes that could last be stopped more than a day ago; returns how many."""
    return delete_until(session, PendingChange.key, PendingChange.until, now(session) - KEPT)


def _key(account_id: str, what: What) -> str:
    return f"{account_id}:{what}"
