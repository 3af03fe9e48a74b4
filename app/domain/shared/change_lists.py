"""Lists in the order of change, read page by page and continued from a cursor: what they have in common."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.platform.db import now

SETTLED: Final = timedelta(minutes=2)
"""After so long no earlier change can still become visible: the database ends an idle transaction after one minute, and
the clocks of machines differ by a minute at most."""


def settled_at(session: Session, until: datetime | None) -> datetime:
    """The time before which a list that ends before `until` is complete."""
    settled = now(session) - SETTLED
    return min(settled, until) if until else settled


def between(
    at: InstrumentedAttribute[Any],
    name: InstrumentedAttribute[Any],
    *,
    since: datetime | None,
    until: datetime | None,
    after: tuple[datetime, Any] | None,
) -> Iterator[ColumnElement[bool]]:
    """The conditions of a page: after the cursor `after` (time of change, `name`), else changed since `since`; and
    before `until`."""
    if after is not None:
        yield tuple_(at, name) > tuple_(literal(after[0], at.type), literal(after[1], name.type))
    elif since is not None:
        yield at >= since
    if until is not None:
        yield at < until
