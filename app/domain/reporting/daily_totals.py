"""Adds to rows of totals, safely with concurrent additions."""

from typing import Any

from sqlalchemy.orm import Session

from app.platform.db import Base, inserting


def add_totals(session: Session, table: type[Base], rows: list[dict[str, Any]], total: str) -> None:
    """Add the `total` of each row to the row with its key (upsert).

    In the order of their keys, against deadlocks between concurrent additions.
    """
    keys = [str(each.key) for each in table.__mapper__.primary_key]
    rows.sort(key=lambda row: [str(row[key]) for key in keys])
    insert = inserting(session, table)
    added = {total: table.__table__.columns[total] + insert.excluded[total]}
    if rows:
        session.execute(insert.on_conflict_do_update(index_elements=keys, set_=added), rows)
