"""What is stored about a phone: its language, and whether it wants alerts."""

from datetime import datetime
from typing import Final

from sqlalchemy import LargeBinary, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.blind_indexes import blind_index, of
from app.platform.database.prepared_select import PreparedSelect
from app.platform.database.sealed_value import sealed_text, sealed_values
from app.platform.db import Base, ensure, find_rows, now


class Phone(Base):
    """One phone, found by the blind index of its number; the number is sealed, so that key rotation can index it."""

    __tablename__ = "phones"

    index: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("phone"))
    number_sealed: Mapped[bytes | None]
    number = sealed_text("number")
    language: Mapped[str | None]
    alerts: Mapped[bool] = mapped_column(default=True)
    since: Mapped[datetime]

    @staticmethod
    def sealed_at(column: str) -> str:
        """The place that a sealed column is bound to. It names no row, as the primary key is the index of the
        number."""
        return f"phones.{column}"


_LANGUAGE: Final = PreparedSelect(select(Phone.language).where(Phone.index == bindparam("index")))
"""Prepared, because every text needs it."""


def phone_index(session: Session, number: str) -> bytes:
    """The blind index of a phone number in E.164."""
    return blind_index(session, "phone", number)


def find_phone(session: Session, number: str) -> Phone | None:
    """The row of this phone, if there is one."""
    return session.scalar(select(Phone).where(Phone.index == phone_index(session, number)))


def language_of(session: Session, number: str) -> str | None:
    """The language that this phone chose, or None."""
    found = find_rows(session, _LANGUAGE, {"index": phone_index(session, number)})
    return found[0].language if found else None


def wants_alerts(session: Session, number: str) -> bool:
    """Whether alerts may be sent to this phone: yes, until it says STOP."""
    phone = find_phone(session, number)
    return phone is None or phone.alerts


def choose_language(session: Session, number: str, language: str) -> None:
    """Store the language of a phone."""
    _known(session, number).language = language


def set_alerts(session: Session, number: str, *, wanted: bool) -> None:
    """Store whether a phone wants alerts (STOP and START, or an opt-out reported by the provider)."""
    _known(session, number).alerts = wanted


def _known(session: Session, number: str) -> Phone:
    index = phone_index(session, number)
    sealed = sealed_values(session, Phone(index=index), number=number)
    ensure(session, Phone, index=index, alerts=True, since=now(session), **sealed)
    phone = session.scalars(select(Phone).where(Phone.index == index).with_for_update()).one()
    phone.number_sealed = phone.number_sealed or sealed["number_sealed"]
    return phone
