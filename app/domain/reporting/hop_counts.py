"""Where USSD sessions stand and how long hops take, as they are counted on the way.

Each committed hop counts in the store of sessions, in the same step (`sessions/commit.lua`): one session more where it
stands now, one less where it stood before, one hop more of so many milliseconds. So each session is counted once, at
the screen where it was left, and no row of the database is written on the way. The worker adds what was counted to
these tables twice a minute.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import BigInteger, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.idempotency import spool_records
from app.domain.reporting.daily_totals import add_totals
from app.domain.reporting.empty_searches import WORDS, EmptySearch
from app.domain.shared.purge import delete_until, row_count
from app.platform.db import Base, now
from app.platform.networks import network_of_code

KEPT: Final = timedelta(days=400)
"""For how long ends are kept: a year, and what came before to compare with."""
TIMES_KEPT: Final = timedelta(days=31)
BOUNDS_MS: Final = (5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
"""A hop is counted under the first of these that it does not exceed: its answer is promised within 5,000."""
SPAN_SECONDS: Final = 600
"""Of which times are counted together."""

MOST: Final = 10**9
"""More is no count of half a minute."""
_STAND: Final = re.compile(
    r"s\|(?P<day>[0-9-]{10})\|(?P<screen>[a-z0-9_.]{1,60})\|(?P<network>[A-Za-z]{1,20})"
    r"\|(?P<language>[a-z]{2,8})\|(?P<ending>[a-z ]{1,20})"
)
_TIME: Final = re.compile(r"t\|(?P<at>[0-9]{1,11})\|(?P<up_to_ms>[0-9]{1,5})")


class Ending(StrEnum):
    """How a session stands."""

    LEFT = "left"
    """A question was asked. Unless it goes on within three minutes, the citizen has left there."""
    ENDED = "ended"
    """The last screen was told."""
    OUT_OF_TIME = "out of time"
    """The network's 180 seconds were nearly over."""
    FAILED = "failed"
    """It ended with a sentence of regret: something was out of order, too busy, or signed out meanwhile."""


class SessionStand(Base):
    """How many sessions that began on a day stand at a screen.

    The day is that of UTC: in Nairobi it begins at three in the morning, when nobody dials.
    """

    __tablename__ = "session_stands"

    day: Mapped[date] = mapped_column(primary_key=True)
    screen: Mapped[str] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    ending: Mapped[Ending] = mapped_column(primary_key=True)
    sessions: Mapped[int] = mapped_column(BigInteger)


class HopTime(Base):
    """How many hops of ten minutes took up to so many milliseconds, and more than the bound before."""

    __tablename__ = "hop_times"

    at: Mapped[datetime] = mapped_column(primary_key=True)
    up_to_ms: Mapped[int] = mapped_column(primary_key=True)
    hops: Mapped[int] = mapped_column(BigInteger)


def name_stand(begun_at: str, screen: str, network_code: str, language: str, ending: Ending) -> str:
    """The name under which a session is counted where it stands; `begun_at` in ISO 8601."""
    return f"s|{begun_at[:10]}|{screen}|{network_of_code(network_code)}|{language}|{ending}"


def name_time(at: datetime, seconds: float) -> str:
    """The name under which a hop is counted that took so long."""
    bound = BOUNDS_MS[min(bisect_left(BOUNDS_MS, seconds * 1000), len(BOUNDS_MS) - 1)]
    return f"t|{int(at.timestamp()) // SPAN_SECONDS * SPAN_SECONDS}|{bound}"


def add_counts(session: Session, batch: str, counts: Mapping[str, int]) -> bool:
    """Add what was counted, once for each name of a batch; False where that has been done before.

    What this release cannot read (a later one's, or damaged in the store) is left out.
    """
    if not spool_records.is_first(session, f"counts:{batch}"):
        return False
    rows: dict[type[Base], list[dict[str, Any]]] = {SessionStand: [], HopTime: [], EmptySearch: []}
    for name, number in counts.items():
        if number and abs(number) <= MOST:
            with suppress(ValueError, OverflowError):
                table, row = _read(name, number)
                rows[table].append(row)
    add_totals(session, SessionStand, rows[SessionStand], "sessions")
    add_totals(session, HopTime, rows[HopTime], "hops")
    add_totals(session, EmptySearch, rows[EmptySearch], "searches")
    return True


def _read(name: str, number: int) -> tuple[type[Base], dict[str, Any]]:
    """The table and the row of a count. Raises ValueError."""
    if stand := _STAND.fullmatch(name):
        row = stand.groupdict() | {"day": date.fromisoformat(stand["day"]), "ending": Ending(stand["ending"])}
        return SessionStand, row | {"sessions": number}
    if time := _TIME.fullmatch(name):
        at = datetime.fromtimestamp(int(time["at"]), UTC)
        return HopTime, {"at": at, "up_to_ms": int(time["up_to_ms"]), "hops": number}
    kind, day, words = name.split("|")
    if kind == "e" and WORDS.fullmatch(words):
        return EmptySearch, {"day": date.fromisoformat(day), "words": words, "searches": number}
    raise ValueError("no count of ours")


def purge_counts(session: Session) -> int:
    """Delete what is older than it is kept; how many rows."""
    moment = now(session)
    ends = session.execute(delete(SessionStand).where(SessionStand.day < (moment - KEPT).date()))
    return row_count(ends) + delete_until(session, HopTime.at, HopTime.at, moment - TIMES_KEPT)
