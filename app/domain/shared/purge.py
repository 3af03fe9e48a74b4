"""Deletes old rows, the oldest first and a few at a time: nobody waits long for the locks, and no statement reaches the
database's timeout, however many rows there are."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, CursorResult, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.shared import model_registry
from app.platform.db import Base

AT_ONCE: Final = 500
"""Rows of one kind in one transaction. Where there were so many, the worker comes again within a second: at most 40
million a day."""


def delete_until(
    session: Session,
    key: InstrumentedAttribute[Any],
    at: InstrumentedAttribute[Any],
    moment: datetime,
    *which: ColumnElement[bool],
) -> int:
    """Delete rows up to a moment (all, or those that match `which`), by their key, at most 500; returns how many."""
    old = select(key).where(at <= moment, *which).order_by(at).limit(AT_ONCE)
    return row_count(session.execute(delete(key.class_).where(key.in_(old))))


def delete_with_all_of(session: Session, kind: type[Base], which: ColumnElement[bool]) -> int:
    """Delete rows, and before them every row of any table that points to them; returns how many of the first.

    The caller has locked the rows, so that nobody adds to them meanwhile.
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
