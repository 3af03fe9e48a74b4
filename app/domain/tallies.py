"""How often something happened within a window of time: misses, look-ups, answers to chatter.

Kept in the database, so that losing Redis opens no door (fault F4). What happens to one party is one row; what
happens in the whole country is spread over a few, so that no row is the one that everybody waits for.
"""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import LargeBinary, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, ensure, now
from app.domain.blind_indexes import blind_index, of
from app.domain.forgetting import delete_until

SHARDS: Final = [f"shard {number}" for number in range(8)]
"""Rows over which a count of the whole country is spread."""


class Tally(Base):
    """How often one thing happened to one party (by a digest) in one window."""

    __tablename__ = "tallies"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("tally"))
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(index=True)


def count(session: Session, what: str, who: str, per: timedelta, *, by: int = 1) -> int:
    """Count one more, and say how many that makes in the present window."""
    key = _key(session, what, who, per)
    ensure(session, Tally, key=key, count=0, until=_end(session, per))
    more = update(Tally).where(Tally.key == key).values(count=Tally.count + by).returning(Tally.count)
    return session.scalars(more).one()


def take_back(session: Session, what: str, who: str, per: timedelta) -> None:
    """What was counted last did not happen after all."""
    mine = Tally.key == _key(session, what, who, per)
    session.execute(update(Tally).where(mine, Tally.count > 0).values(count=Tally.count - 1))


def forget(session: Session, what: str, who: str, per: timedelta) -> None:
    """Count from nought again in the present window."""
    session.execute(delete(Tally).where(Tally.key == _key(session, what, who, per)))


def so_far(session: Session, what: str, who: str, per: timedelta) -> int:
    """How many there have been in the present window."""
    return session.scalar(select(Tally.count).where(Tally.key == _key(session, what, who, per))) or 0


def count_everywhere(session: Session, what: str, per: timedelta, *, by: int = 1) -> int:
    """Count one more of the whole country, or one less; how many that makes in one of its rows."""
    return count(session, what, secrets.choice(SHARDS), per, by=by)


def everywhere(session: Session, what: str, per: timedelta) -> int:
    """How many there have been in the whole country in the present window."""
    rows = [_key(session, what, shard, per) for shard in SHARDS]
    return session.scalar(select(func.sum(Tally.count)).where(Tally.key.in_(rows))) or 0


def mark(session: Session, what: str, lasting: timedelta) -> bool:
    """Have something hold for a while; True when it did not hold before."""
    fresh, key = not is_marked(session, what), _mark(session, what)
    until = now(session) + lasting
    if fresh and not ensure(session, Tally, key=key, count=1, until=until):
        session.execute(update(Tally).where(Tally.key == key).values(until=until))
    return fresh


def is_marked(session: Session, what: str) -> bool:
    """Whether it still holds."""
    until = session.scalar(select(Tally.until).where(Tally.key == _mark(session, what)))
    return until is not None and until > now(session)


def forget_old(session: Session) -> None:
    """Delete the windows that have ended."""
    delete_until(session, Tally.key, Tally.until, now(session))


def _key(session: Session, what: str, who: str, per: timedelta) -> bytes:
    return blind_index(session, "tally", what, who, _end(session, per).isoformat())


def _mark(session: Session, what: str) -> bytes:
    return blind_index(session, "tally", what)


def _end(session: Session, per: timedelta) -> datetime:
    seconds = int(per.total_seconds())
    return datetime.fromtimestamp((int(now(session).timestamp()) // seconds + 1) * seconds, UTC)
