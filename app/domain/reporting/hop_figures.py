"""How many hops come, and how fast they are answered, from `hop_times`."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.reporting.hop_counts import BOUNDS_MS, SPAN_SECONDS, HopTime
from app.domain.reporting.periods import Period, begin_of
from app.platform.i18n import NAIROBI


@dataclass(frozen=True)
class HopDay:
    """The hops of a day, and how many a second came in its busiest ten minutes."""

    day: date
    hops: int
    busiest: float


@dataclass(frozen=True)
class AnswerTime:
    """How many hops were answered within so many milliseconds, and not within the previous bound."""

    up_to_ms: int
    hops: int


def find_hop_days(session: Session, period: Period) -> list[HopDay]:
    """Each day that had hops."""
    query = select(HopTime.at, func.sum(HopTime.hops)).where(HopTime.at >= begin_of(period.first))
    spans = defaultdict[date, list[int]](list)
    for at, hops in session.execute(query.group_by(HopTime.at)):
        spans[at.astimezone(NAIROBI).date()].append(int(hops))
    return [HopDay(day, sum(each), max(each) / SPAN_SECONDS) for day, each in sorted(spans.items())]


def find_answer_times(session: Session, period: Period) -> list[AnswerTime]:
    """Each bound, with the hops of these days that were answered within it."""
    query = select(HopTime.up_to_ms, func.sum(HopTime.hops)).where(HopTime.at >= begin_of(period.first))
    found = {bound: int(hops) for bound, hops in session.execute(query.group_by(HopTime.up_to_ms))}
    return [AnswerTime(bound, found.get(bound, 0)) for bound in BOUNDS_MS]
