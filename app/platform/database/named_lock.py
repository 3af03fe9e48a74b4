"""A lock on a name, for what no row can be locked for: on PostgreSQL, an advisory lock of the transaction."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def lock_name(session: Session, what: str, name: str) -> None:
    """Lock a name of this kind until the transaction ends; waits while another transaction holds it.

    SQLite has one writing transaction at a time, so there is nothing to lock.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{what} {name}", 0))))
