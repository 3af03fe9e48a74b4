"""Drafts of applications: the answers so far, kept for a day; an account continues its draft on the same phone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, LargeBinary, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.identity.accounts import Account
from app.domain.shared.blind_indexes import of
from app.domain.shared.purge import delete_until
from app.domain.subscribers.phones import phone_index
from app.platform.database.sealed_value import sealed_json, sealed_values
from app.platform.db import Base, inserting, now

KEPT: Final = timedelta(days=1)
"""How long after the last answer a draft can be continued."""


class DraftedApplication(Base):
    """The draft of one account for one service: the answers so far, and the phone on which they were saved."""

    __tablename__ = "application_drafts"

    key: Mapped[str] = mapped_column(primary_key=True)
    """The account's id and the code of the service, with a colon between."""
    account_id: Mapped[str] = mapped_column(ForeignKey(Account.id), index=True)
    service_code: Mapped[str]
    phone: Mapped[bytes] = mapped_column(LargeBinary(32), info=of("phone"))
    form_digest: Mapped[str]
    auth_epoch: Mapped[int]
    answers_sealed: Mapped[bytes]
    answers = sealed_json("answers")
    saved_at: Mapped[datetime] = mapped_column(index=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"application_drafts.{column}:{self.key}"


@dataclass(frozen=True)
class SavedAnswers:
    """The version of the form of a draft, and the answers in the order in which they were given."""

    form_digest: str
    answers: dict[str, str] = field(repr=False)


def save_draft(session: Session, account: Account, service_code: str, saved: SavedAnswers, *, phone: str) -> None:
    """Insert or replace the draft of an account for a service."""
    key = _key(account.id, service_code)
    values = {
        "account_id": account.id,
        "service_code": service_code,
        "phone": phone_index(session, phone),
        "form_digest": saved.form_digest,
        "auth_epoch": account.auth_epoch,
        "saved_at": now(session),
        **sealed_values(session, DraftedApplication(key=key), answers=saved.answers),
    }
    statement = inserting(session, DraftedApplication).values(key=key, **values)
    session.execute(statement.on_conflict_do_update(index_elements=[DraftedApplication.key], set_=values))


def find_draft(session: Session, account: Account, service_code: str, *, phone: str) -> SavedAnswers | None:
    """The draft, if it was saved within a day on this phone, and the account's `auth_epoch` has not changed since."""
    row = session.get(DraftedApplication, _key(account.id, service_code))
    if row is None or row.phone != phone_index(session, phone) or row.auth_epoch != account.auth_epoch:
        return None
    if row.saved_at <= now(session) - KEPT:
        return None
    return SavedAnswers(row.form_digest, row.answers)


def drop_draft(session: Session, account_id: str, service_code: str) -> None:
    """Delete a draft that was submitted or is begun anew."""
    session.execute(delete(DraftedApplication).where(DraftedApplication.key == _key(account_id, service_code)))


def drop_drafts(session: Session, account_id: str) -> None:
    """Delete all drafts of an account that is closed."""
    session.execute(delete(DraftedApplication).where(DraftedApplication.account_id == account_id))


def purge_drafts(session: Session) -> int:
    """Delete expired drafts, a batch at a time; returns how many."""
    return delete_until(session, DraftedApplication.key, DraftedApplication.saved_at, now(session) - KEPT)


def _key(account_id: str, service_code: str) -> str:
    return f"{account_id}:{service_code}"
