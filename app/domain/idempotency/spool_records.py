"""What came through the spool: each record's name, written with what it did, so that it does it once."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.purge import delete_until
from app.platform.db import Base, ensure, now

KEPT: Final = timedelta(days=30)
"""For how long a name is known. A record waits in a spool for as long as an outage and its mending take."""


class Arrival(Base):
    """The name of one record of a spool, and when it was applied."""

    __tablename__ = "arrivals"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


def is_first(session: Session, name: str) -> bool:
    """Whether this record has not been applied before; from now on it has."""
    return ensure(session, Arrival, name=name, at=now(session))


def purge_records(session: Session) -> int:
    """Delete the names of a month ago; how many."""
    return delete_until(session, Arrival.name, Arrival.at, now(session) - KEPT)
