"""Lists in the order of changes, read a page at a time and again from where one stopped: what each of them goes by."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.platform.db import now

SETTLED: Final = timedelta(minutes=2)
"""After so long a change that is not to be seen yet will not come any more: the database ends a transaction that stands
still after one minute, and machines' clocks are a minute apart at most."""


def settled_at(session: Session, until: datetime | None) -> datetime:
    """Before when all that changed is there, of a list that ends before `until`."""
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
    """The conditions of a page: behind the line `after` (when it changed, its `name`), else changed since `since`; and
    before `until`."""
    if after is not None:
        yield tuple_(at, name) > tuple_(literal(after[0], at.type), literal(after[1], name.type))
    elif since is not None:
        yield at >= since
    if until is not None:
        yield at < until
