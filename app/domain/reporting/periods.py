"""The period of a figure, in days of Nairobi, and whose applications it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.staff.reach import Reach
from app.platform.db import now
from app.platform.i18n import NAIROBI

LENGTHS: Final = (7, 30, 90)
"""The lengths of periods, in days."""


@dataclass(frozen=True)
class Period:
    """A number of days, the last of which is not over yet."""

    days: int
    last: date

    @property
    def first(self) -> date:
        """Its first day."""
        return self.last - timedelta(days=self.days - 1)

    def __iter__(self) -> Iterator[date]:
        """Each day, in order."""
        return (self.first + timedelta(days=each) for each in range(self.days))


def last_days(session: Session, days: int) -> Period:
    """The period of so many days up to today."""
    return Period(days, now(session).astimezone(NAIROBI).date())


def begin_of(day: date) -> datetime:
    """When a day began in Nairobi."""
    return datetime.combine(day, time.min, NAIROBI)


def is_within(
    reach: Reach | None, agency: InstrumentedAttribute[str], service: InstrumentedAttribute[str]
) -> ColumnElement[bool]:
    """The SQL condition that a counted row is within somebody's reach; None: all rows."""
    if reach is None:
        return true()
    return and_(agency == reach.agency, service.in_(reach.services) if reach.services else true())
