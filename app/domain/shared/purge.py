"""Deleting what is over, the oldest first and a little at a time: nobody waits long behind it, and however much has
gathered, no statement outlasts the time that the database gives it."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, CursorResult, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

AT_ONCE: Final = 500
"""Rows of one kind in one transaction. Where there were so many, the worker comes again within a second: 40 million a
day are its most."""


def delete_until(
    session: Session,
    key: InstrumentedAttribute[Any],
    at: InstrumentedAttribute[Any],
    moment: datetime,
    *which: ColumnElement[bool],
) -> int:
    """Delete rows of up to a moment (all, or only such), by their key, at most 500; how many."""
    old = select(key).where(at <= moment, *which).order_by(at).limit(AT_ONCE)
    return row_count(session.execute(delete(key.class_).where(key.in_(old))))


def row_count(result: Any) -> int:
    """How many rows a statement has changed."""
    assert isinstance(result, CursorResult)  # noqa: S101 (of a statement that changes rows)
    return result.rowcount
