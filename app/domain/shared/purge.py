"""Deleting what is over, the oldest first and a little at a time: nobody waits long behind it, and however much has
gathered, no statement outlasts the time that the database gives it."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, CursorResult, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.shared import model_registry
from app.platform.db import Base

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


def delete_with_all_of(session: Session, kind: type[Base], which: ColumnElement[bool]) -> int:
    """Delete rows, and before them every row that points to one of them, of whichever kind; how many of the first.

    Whoever calls this holds the rows, so that nobody adds to them meanwhile.
    """
    for other in model_registry.kinds():
        for key in other.__table__.foreign_keys if other is not kind else ():
            if key.column.table is kind.__table__:
                delete_with_all_of(session, other, key.parent.in_(select(key.column).where(which)))
    return row_count(session.execute(delete(kind).where(which).execution_options(synchronize_session=False)))


def row_count(result: Any) -> int:
    """How many rows a statement has changed."""
    assert isinstance(result, CursorResult)  # noqa: S101 (of a statement that changes rows)
    return result.rowcount
