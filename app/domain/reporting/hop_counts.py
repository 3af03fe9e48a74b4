"""Counts where USSD sessions stand and how long hops take.

Each committed hop is counted in the store of sessions, in the same step (`sessions/commit.lua`): one session more at
the screen where it is now, one less where it was before, one hop more in its bucket of milliseconds. So each session is
counted once, at its last screen, without a write to the database during the hop. The worker adds the counts to these
tables twice a minute.
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
"""For how long counts of sessions are kept: a year, and some time before it to compare with."""
TIMES_KEPT: Final = timedelta(days=31)
BOUNDS_MS: Final = (5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
"""Upper bounds of the buckets, in milliseconds; slower hops count in the last. An answer is promised within 5,000."""
SPAN_SECONDS: Final = 600
"""The length of a period whose times are counted together."""

MOST: Final = 10**9
"""A larger number cannot be a count of half a minute."""
_STAND: Final = re.compile(
    r"s\|(?P<day>[0-9-]{10})\|(?P<screen>[a-z0-9_.]{1,60})\|(?P<network>[A-Za-z]{1,20})"
    r"\|(?P<language>[a-z]{2,8})\|(?P<ending>[a-z ]{1,20})"
)
_TIME: Final = re.compile(r"t\|(?P<at>[0-9]{1,11})\|(?P<up_to_ms>[0-9]{1,5})")


class Ending(StrEnum):
    """How a session stands."""

    LEFT = "left"
    """A question was shown. If no answer comes within three minutes, the citizen has left there."""
    ENDED = "ended"
    """The last screen was shown."""
    OUT_OF_TIME = "out of time"
    """The network's 180 seconds were nearly over."""
    FAILED = "failed"
    """It ended with an apology: an error, an overload, or a sign-in that was revoked meanwhile."""


class SessionStand(Base):
    """How many sessions that began on a day stand at a screen.

    The day is in UTC: in Nairobi it begins at three in the morning, when nobody dials.
    """

    __tablename__ = "session_stands"

    day: Mapped[date] = mapped_column(primary_key=True)
    screen: Mapped[str] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    ending: Mapped[Ending] = mapped_column(primary_key=True)
    sessions: Mapped[int] = mapped_column(BigInteger)


class HopTime(Base):
    """How many hops of ten minutes took up to so many milliseconds, and more than the previous bound."""

    __tablename__ = "hop_times"

    at: Mapped[datetime] = mapped_column(primary_key=True)
    up_to_ms: Mapped[int] = mapped_column(primary_key=True)
    hops: Mapped[int] = mapped_column(BigInteger)


def name_stand(begun_at: str, screen: str, network_code: str, language: str, ending: Ending) -> str:
    """The name of the counter of sessions at a screen; `begun_at` in ISO 8601."""
    return f"s|{begun_at[:10]}|{screen}|{network_of_code(network_code)}|{language}|{ending}"


def name_time(at: datetime, seconds: float) -> str:
    """The name of the counter of hops that took so long."""
    bound = BOUNDS_MS[min(bisect_left(BOUNDS_MS, seconds * 1000), len(BOUNDS_MS) - 1)]
    return f"t|{int(at.timestamp()) // SPAN_SECONDS * SPAN_SECONDS}|{bound}"


def add_counts(session: Session, batch: str, counts: Mapping[str, int]) -> bool:
    """Add the counts of a batch, once for each batch name; False where that was done before.

    Names that this release cannot read (a later release's, or damaged ones) are skipped.
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
    """Delete rows past their period; returns how many."""
    moment = now(session)
    ends = session.execute(delete(SessionStand).where(SessionStand.day < (moment - KEPT).date()))
    return row_count(ends) + delete_until(session, HopTime.at, HopTime.at, moment - TIMES_KEPT)
