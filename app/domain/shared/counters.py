"""How often something happened within a window of time that slides: misses, look-ups, SMS, wrong passwords.

Kept in the database, so that losing Redis opens no door (fault F4). What happens to one party is one row, and its
lock makes the count exact; what happens in the whole country is spread over a few, so that no row is the one that
everybody waits for. How exact a window is: docs/decisions/windows-that-slide.md.
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
"""Parts of a window. What happens within one part is forgotten together, when the last of it is old enough."""
SECOND: Final = timedelta(seconds=1)


class Tally(Base):
    """How often one thing happened to one party (by a digest).

    `recent` says when, as JSON: for each slot the milliseconds since 1970 of the last time, and how many there were.
    `count` is their sum when the row was last written. A mark (`mark`) has no `recent`: it holds until `until`.
    """

    __tablename__ = "tallies"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("tally"))
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(index=True)
    recent: Mapped[str | None]


@dataclass(frozen=True)
class Limit:
    """What may happen to somebody `most` times within any stretch of time of the length `per`."""

    what: str
    who: str
    per: timedelta
    most: int


@dataclass
class _Window:
    """The times of one thing that are within the window, the oldest first: for each slot the last, and how many."""

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
        """Count so many more, of now."""
        size = max(1, self.length // SLOTS)
        if self.slots and self.slots[-1][0] // size >= self.moment // size:
            last, before = self.slots.pop()
            self.slots.append((max(last, self.moment), before + number))
        else:
            self.slots.append((self.moment, number))

    def take_back(self) -> None:
        """Count one less, of the last ones."""
        for place in range(len(self.slots) - 1, -1, -1):
            last, number = self.slots[place]
            if number > 0:
                self.slots[place] = (last, number - 1)
                return

    def written(self) -> dict[str, object]:
        """The row as it is to stand."""
        until = max([last for last, _number in self.slots], default=self.moment) + self.length
        kept = [(last, number) for last, number in self.slots if number]
        ends = datetime.fromtimestamp(until / 1000, UTC)
        return {"count": self.total, "until": ends, "recent": json.dumps(kept, separators=(",", ":"))}


def count(session: Session, what: str, who: str, per: timedelta, *, by: int = 1, most: int | None = None) -> int:
    """Count one more, and say how many that makes in the window. With `most`, one too many is said and not counted.

    So whoever is refused and goes on trying is let in when the window has slid on.
    """
    key = key_of(session, what, who, per)
    window = _held(session, {key: per})[key]
    told = window.total + by
    if most is None or told <= most:
        window.add(by)
    _write(session, {key: window})
    return told


def count_as_far(session: Session, what: str, who: str, per: timedelta, *, by: int, most: int) -> int:
    """Count as many of `by` as there is room for under `most`: as if one were counted after the other. How many."""
    key = key_of(session, what, who, per)
    window = _held(session, {key: per})[key]
    counted = max(0, min(by, most - window.total))
    if counted:
        window.add(counted)
    _write(session, {key: window})
    return counted


def spend(session: Session, limits: Sequence[Limit], *, by: int = 1) -> Limit | None:
    """Count so many more under each limit, or under none: the first limit that has no room is returned then.

    Two statements, whatever comes of it and however many limits there are.
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
    """Until something is forgotten of what fills a limit; 1 at least."""
    recent = session.scalar(select(Tally.recent).where(Tally.key == key_of(session, limit.what, limit.who, limit.per)))
    window = _Window.of(recent, now(session), limit.per)
    left = window.slots[0][0] + window.length - window.moment if window.slots else 0
    return max(1, -(-left // 1000))


def take_back(session: Session, what: str, who: str, per: timedelta) -> None:
    """What was counted last did not happen after all."""
    take_all_back(session, [Limit(what, who, per, 0)])


def take_all_back(session: Session, limits: Sequence[Limit], *, ended: Sequence[Limit] = ()) -> None:
    """What was spent last did not happen after all, under none of the limits; those that `ended` count from nought."""
    keys = {key_of(session, each.what, each.who, each.per): each for each in (*limits, *ended)}
    windows = _held(session, {key: each.per for key, each in keys.items()})
    for key, window in windows.items():
        if keys[key] in ended:
            window.slots.clear()
        else:
            window.take_back()
    _write(session, windows)


def forget(session: Session, what: str, who: str, per: timedelta) -> None:
    """Count from nought again."""
    session.execute(delete(Tally).where(Tally.key == key_of(session, what, who, per)))


def so_far(session: Session, what: str, who: str, per: timedelta) -> int:
    """How many there have been in the window that ends now."""
    return _sum(session, [key_of(session, what, who, per)], per)


def count_everywhere(session: Session, what: str, per: timedelta, *, by: int = 1) -> int:
    """Count one more of the whole country; how many that makes in one of its rows."""
    return count(session, what, secrets.choice(SHARDS), per, by=by)


def everywhere(session: Session, what: str, per: timedelta) -> int:
    """How many there have been in the whole country in the window that ends now."""
    return _sum(session, [key_of(session, what, shard, per) for shard in SHARDS], per)


def limit_everywhere(what: str, per: timedelta, most: int) -> Limit:
    """A limit of the whole country, for `spend`: one of its rows, with that row's share of what there is."""
    place = secrets.randbelow(len(SHARDS))
    return Limit(what, SHARDS[place], per, (most + place) // len(SHARDS))


def mark(session: Session, what: str, lasting: timedelta) -> bool:
    """Have something hold for a while; True when it did not hold before. What holds already is not prolonged."""
    return not is_marked(session, what) and prolong(session, what, lasting)


def prolong(session: Session, what: str, lasting: timedelta) -> bool:
    """Have something hold for a while from now on; True when it did not hold before."""
    fresh, key = not is_marked(session, what), _mark(session, what)
    until = now(session) + lasting
    if not ensure(session, Tally, key=key, count=1, until=until):
        session.execute(update(Tally).where(Tally.key == key).values(until=until))
    return fresh


def is_marked(session: Session, what: str) -> bool:
    """Whether it still holds."""
    until = session.scalar(select(Tally.until).where(Tally.key == _mark(session, what)))
    return until is not None and until > now(session)


def purge_counters(session: Session) -> int:
    """Delete what no window reaches any more; how many."""
    return delete_until(session, Tally.key, Tally.until, now(session))


def _held(session: Session, lengths: Mapping[bytes, timedelta]) -> dict[bytes, _Window]:
    """The windows of these rows, which are held until this transaction ends: made where there are none.

    One statement for all, in the order of their keys, so that no two transactions wait for each other.
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
"""Made once: they are on the way of every sign-in and many hops."""


@cache
def _hold(dialect: str) -> Executable:
    """Makes rows, or holds those that are there; made once, as it is on the way of every SMS and sign-in."""
    held = inserting_by(dialect, _ROW)
    held = held.on_conflict_do_update(index_elements=[_ROW.c.key], set_={"count": _ROW.c.count})
    return held.returning(_ROW.c.key, _ROW.c.recent)


RECENT_OF: Final = select(_ROW.c.recent).where(_ROW.c.key == bindparam("tally")).scalar_subquery()
"""To be read with something else: `key_of` says of what, and `total_of` how many that are."""


def total_of(session: Session, recent: str | None, per: timedelta) -> int:
    """How many there have been in the window that ends now, of what RECENT_OF has read."""
    return _Window.of(recent, now(session), per).total


def _write(session: Session, windows: Mapping[bytes, _Window]) -> None:
    rows = [{"of": key, **window.written()} for key, window in sorted(windows.items())]
    session.connection().execute(_WRITE, rows)


def _sum(session: Session, keys: Sequence[bytes], per: timedelta) -> int:
    return sum(total_of(session, row.recent, per) for row in session.connection().execute(_RECENT, {"keys": [*keys]}))


def key_of(session: Session, what: str, who: str, per: timedelta) -> bytes:
    """What the row of a thing and a party is found under."""
    return blind_index(session, "tally", what, who, f"sliding {per // SECOND}")


def _mark(session: Session, what: str) -> bytes:
    return blind_index(session, "tally", what)
