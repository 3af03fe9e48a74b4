"""Records of the spool: each record's name is stored in the transaction of its effect, so that it is applied once."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.purge import delete_until
from app.platform.db import Base, ensure, now

KEPT: Final = timedelta(days=30)
"""For how long a name is kept: longer than a record waits in a spool for the end of an outage."""


class Arrival(Base):
    """The name of one record of a spool, and when it was applied."""

    __tablename__ = "arrivals"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


def is_first(session: Session, name: str) -> bool:
    """Record that this record is applied; False where it was applied before."""
    return ensure(session, Arrival, name=name, at=now(session))


def purge_records(session: Session) -> int:
    """Delete names older than a month; returns how many."""
    return delete_until(session, Arrival.name, Arrival.at, now(session) - KEPT)
