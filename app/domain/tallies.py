"""How often something happened within a window of time: misses, look-ups, answers to chatter.

Kept in the database, so that losing Redis opens no door (fault F4).
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import LargeBinary, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, ensure, now
from app.domain.blind_indexes import blind_index, of


class Tally(Base):
    """How often one thing happened to one party (by a digest) in one window."""

    __tablename__ = "tallies"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("tally"))
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(index=True)


def count(session: Session, what: str, who: str, per: timedelta) -> int:
    """Count one more, and say how many that makes in the present window."""
    key = _key(session, what, who, per)
    ensure(session, Tally, key=key, count=0, until=_end(session, per))
    more = update(Tally).where(Tally.key == key).values(count=Tally.count + 1).returning(Tally.count)
    return session.scalars(more).one()


def take_back(session: Session, what: str, who: str, per: timedelta) -> None:
    """What was counted last did not happen after all."""
    mine = Tally.key == _key(session, what, who, per)
    session.execute(update(Tally).where(mine, Tally.count > 0).values(count=Tally.count - 1))


def so_far(session: Session, what: str, who: str, per: timedelta) -> int:
    """How many there have been in the present window."""
    return session.scalar(select(Tally.count).where(Tally.key == _key(session, what, who, per))) or 0


def forget_old(session: Session) -> None:
    """Delete the windows that have ended."""
    session.execute(delete(Tally).where(Tally.until < now(session)))


def _key(session: Session, what: str, who: str, per: timedelta) -> bytes:
    return blind_index(session, "tally", what, who, _end(session, per).isoformat())


def _end(session: Session, per: timedelta) -> datetime:
    seconds = int(per.total_seconds())
    return datetime.fromtimestamp((int(now(session).timestamp()) // seconds + 1) * seconds, UTC)
