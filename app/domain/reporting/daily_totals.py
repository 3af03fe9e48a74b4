"""Adding to rows of totals, whoever else adds to them at the same moment."""

from typing import Any

from sqlalchemy.orm import Session

from app.platform.db import Base, inserting


def add_totals(session: Session, table: type[Base], rows: list[dict[str, Any]], total: str) -> None:
    """Add the `total` of each row to the one of its key.

    In the order of their keys: two that add at once do not wait for each other crosswise.
    """
    keys = [str(each.key) for each in table.__mapper__.primary_key]
    rows.sort(key=lambda row: [str(row[key]) for key in keys])
    insert = inserting(session, table)
    added = {total: table.__table__.columns[total] + insert.excluded[total]}
    if rows:
        session.execute(insert.on_conflict_do_update(index_elements=keys, set_=added), rows)
