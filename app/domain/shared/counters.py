"""Rate limit counters with a sliding window: misses, look-ups, SMS, wrong passwords.

They are in the database, so that losing Redis lifts no limit (fault F4). A count of one party is one row, and its lock
makes the count exact; a count of the whole country is spread over several rows (shards), so that no single row is
contended. How exact a window is: docs/decisions/windows-that-slide.md.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final, cast

from sqlalchemy import Executable, LargeBinary, Table, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.shared.blind_indexes import blind_index, of
from app.domain.shared.purge import delete_until
from app.platform.db import Base, ensure, inserting_by, now

SHARDS: Final = [f"shard {number}" for number in range(8)]
"""Rows over which a count of the whole country is spread."""
SLOTS: Final = 12
"""Slots of a window. What is counted in one slot expires together, when the last of it is old enough."""
SECOND: Final = timedelta(seconds=1)


class Tally(Base):
    """How often one thing happened to one party (by a digest).

    `recent`, as JSON: for each slot the time of its last count, in milliseconds since 1970, and the number. `count` is
    their sum when the row was last written. A mark (`mark`) has no `recent`: it holds until `until`.
    """

    __tablename__ = "tallies"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("tally"))
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(index=True)
    recent: Mapped[str | None]


@dataclass(frozen=True)
class Limit:
    """`what` may happen to `who` at most `most` times within any period of the length `per`."""

    what: str
    who: str
    per: timedelta
    most: int


@dataclass
class _Window:
    """The slots of one counter that are within the window, the oldest first: for each the time of the last count, a
    number."""

    moment: int
    length: int
    slots: list[tuple[int, int]]

    @classmethod
    def of(cls, recent: str | None, moment: datetime, per: timedelta) -> "_Window":
        at, length = round(moment.timestamp() * 1000), per // timedelta(milliseconds=1)
        kept = [(last, number) for last, number in json.loads(recent or "[]") if last > at - length]
        return cls(at, length, kept)

    @property
    def total(self) -> int:
        return sum(number for _last, number in self.slots)

    def add(self, number: int) -> None:
        """Count so many more now."""
        size = max(1, self.length // SLOTS)
        if self.slots and self.slots[-1][0] // size >= self.moment // size:
            last, before = self.slots.pop()
            self.slots.append((max(last, self.moment), before + number))
        else:
            self.slots.append((self.moment, number))

    def take_back(self) -> None:
        """Subtract one from the latest slot."""
        for place in range(len(self.slots) - 1, -1, -1):
            last, number = self.slots[place]
            if number > 0:
                self.slots[place] = (last, number - 1)
                return

    def written(self) -> dict[str, object]:
        """The new values of the row."""
        until = max([last for last, _number in self.slots], default=self.moment) + self.length
        kept = [(last, number) for last, number in self.slots if number]
        ends = datetime.fromtimestamp(until / 1000, UTC)
        return {"count": self.total, "until": ends, "recent": json.dumps(kept, separators=(",", ":"))}


def count(session: Session, what: str, who: str, per: timedelta, *, by: int = 1, most: int | None = None) -> int:
    """Count one more, and return the number in the window. With `most`, one that exceeds it is returned but not
    counted.

    So a party that is refused and goes on trying is admitted when the window has moved on.
    """
    key = key_of(session, what, who, per)
    window = _held(session, {key: per})[key]
    told = window.total + by
    if most is None or told <= most:
        window.add(by)
    _write(session, {key: window})
    return told


def count_as_far(session: Session, what: str, who: str, per: timedelta, *, by: int, most: int) -> int:
    """Count as many of `by` as there is room for under `most`, as if counted one by one. Returns how many."""
    key = key_of(session, what, who, per)
    window = _held(session, {key: per})[key]
    counted = max(0, min(by, most - window.total))
    if counted:
        window.add(counted)
    _write(session, {key: window})
    return counted


def spend(session: Session, limits: Sequence[Limit], *, by: int = 1) -> Limit | None:
    """Count so many more under every limit, or under none: then the first limit without room is returned.

    Always two statements, however many limits there are.
    """
    keys = {key_of(session, each.what, each.who, each.per): each for each in limits}
    windows = _held(session, {key: each.per for key, each in keys.items()})
    full = next((each for key, each in keys.items() if windows[key].total + by > each.most), None)
    if full is None:
        for window in windows.values():
            window.add(by)
    _write(session, windows)
    return full


def seconds_until_room(session: Session, limit: Limit) -> int:
    """Seconds until the oldest slot of a full limit expires; 1 at least."""
    recent = session.scalar(select(Tally.recent).where(Tally.key == key_of(session, limit.what, limit.who, limit.per)))
    window = _Window.of(recent, now(session), limit.per)
    left = window.slots[0][0] + window.length - window.moment if window.slots else 0
    return max(1, -(-left // 1000))


def take_back(session: Session, what: str, who: str, per: timedelta) -> None:
    """Take back what was counted last."""
    take_all_back(session, [Limit(what, who, per, 0)])


def take_all_back(session: Session, limits: Sequence[Limit], *, ended: Sequence[Limit] = ()) -> None:
    """Take back what was spent last, under every limit; the limits in `ended` are reset to zero."""
    keys = {key_of(session, each.what, each.who, each.per): each for each in (*limits, *ended)}
    windows = _held(session, {key: each.per for key, each in keys.items()})
    for key, window in windows.items():
        if keys[key] in ended:
            window.slots.clear()
        else:
            window.take_back()
    _write(session, windows)


def forget(session: Session, what: str, who: str, per: timedelta) -> None:
    """Reset to zero."""
    session.execute(delete(Tally).where(Tally.key == key_of(session, what, who, per)))


def so_far(session: Session, what: str, who: str, per: timedelta) -> int:
    """The number in the window that ends now."""
    return _sum(session, [key_of(session, what, who, per)], per)


def count_everywhere(session: Session, what: str, per: timedelta, *, by: int = 1) -> int:
    """Count one more for the whole country; the number in one of its shards."""
    return count(session, what, secrets.choice(SHARDS), per, by=by)


def everywhere(session: Session, what: str, per: timedelta) -> int:
    """The number for the whole country in the window that ends now."""
    return _sum(session, [key_of(session, what, shard, per) for shard in SHARDS], per)


def limit_everywhere(what: str, per: timedelta, most: int) -> Limit:
    """A limit of the whole country, for `spend`: one of its shards, with that shard's part of the limit."""
    place = secrets.randbelow(len(SHARDS))
    return Limit(what, SHARDS[place], per, (most + place) // len(SHARDS))


def mark(session: Session, what: str, lasting: timedelta) -> bool:
    """Set a mark for a while; True when it was not set before. One that is set already is not prolonged."""
    return not is_marked(session, what) and prolong(session, what, lasting)


def prolong(session: Session, what: str, lasting: timedelta) -> bool:
    """Set a mark for a while from now on; True when it was not set before."""
    fresh, key = not is_marked(session, what), _mark(session, what)
    until = now(session) + lasting
    if not ensure(session, Tally, key=key, count=1, until=until):
        session.execute(update(Tally).where(Tally.key == key).values(until=until))
    return fresh


def is_marked(session: Session, what: str) -> bool:
    """Whether the mark is set."""
    until = session.scalar(select(Tally.until).where(Tally.key == _mark(session, what)))
    return until is not None and until > now(session)


def purge_counters(session: Session) -> int:
    """Delete rows that no window reaches any more; returns how many."""
    return delete_until(session, Tally.key, Tally.until, now(session))


def _held(session: Session, lengths: Mapping[bytes, timedelta]) -> dict[bytes, _Window]:
    """The windows of these rows, locked until this transaction ends; missing rows are created.

    One statement for all, in the order of their keys, against deadlocks.
    """
    moment, connection = now(session), session.connection()
    blank = [{"key": key, "count": 0, "until": moment} for key in sorted(lengths)]  # until they are written
    rows = connection.execute(_hold(connection.dialect.name), blank).all()
    return {row.key: _Window.of(row.recent, moment, lengths[row.key]) for row in rows}


_ROW: Final = cast("Table", Tally.__table__)
_WRITE: Final = (
    update(_ROW)
    .where(_ROW.c.key == bindparam("of"))
    .values({name: bindparam(name) for name in ("count", "until", "recent")})
)
_RECENT: Final = select(_ROW.c.recent).where(_ROW.c.key.in_(bindparam("keys", expanding=True)))
"""Built once: they run at every sign-in and at many hops."""


@cache
def _hold(dialect: str) -> Executable:
    """The statement that creates rows, or locks existing ones; cached, as it runs for every SMS and sign-in."""
    held = inserting_by(dialect, _ROW)
    held = held.on_conflict_do_update(index_elements=[_ROW.c.key], set_={"count": _ROW.c.count})
    return held.returning(_ROW.c.key, _ROW.c.recent)


RECENT_OF: Final = select(_ROW.c.recent).where(_ROW.c.key == bindparam("tally")).scalar_subquery()
"""A subquery for use in other queries: `key_of` gives its parameter, and `total_of` reads its result."""


def total_of(session: Session, recent: str | None, per: timedelta) -> int:
    """The number in the window that ends now, from the result of RECENT_OF."""
    return _Window.of(recent, now(session), per).total


def _write(session: Session, windows: Mapping[bytes, _Window]) -> None:
    rows = [{"of": key, **window.written()} for key, window in sorted(windows.items())]
    session.connection().execute(_WRITE, rows)


def _sum(session: Session, keys: Sequence[bytes], per: timedelta) -> int:
    return sum(total_of(session, row.recent, per) for row in session.connection().execute(_RECENT, {"keys": [*keys]}))


def key_of(session: Session, what: str, who: str, per: timedelta) -> bytes:
    """The key of the row of a thing and a party."""
    return blind_index(session, "tally", what, who, f"sliding {per // SECOND}")


def _mark(session: Session, what: str) -> bytes:
    return blind_index(session, "tally", what)
