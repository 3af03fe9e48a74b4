"""Who did what to which thing, when: one row for every change, written in the change's own transaction.

Rows are only added. A little later the worker links each to the one before it (`app/domain/audit_chain.py`).
"""

from datetime import datetime

from sqlalchemy import JSON, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, now

UNLINKED = text("seq IS NULL")


class AuditEvent(Base):
    """One thing done. Names no citizen: only references, codes and keys of other tables.

    `seq`, `hash`, `ring_key` and `mac` are its link in the chain; without them until the worker has linked it.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_unlinked", "id", sqlite_where=UNLINKED, postgresql_where=UNLINKED),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    details: Mapped[dict[str, str]] = mapped_column(JSON)
    seq: Mapped[int | None] = mapped_column(index=True, unique=True)
    hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    ring_key: Mapped[bytes | None] = mapped_column(LargeBinary(4))
    mac: Mapped[bytes | None] = mapped_column(LargeBinary(32))


def record(session: Session, *, actor: str, action: str, subject: str, **details: str) -> None:
    """Write that `actor` did `action` to `subject`; `details` hold codes and versions, never a person's data."""
    session.add(AuditEvent(at=now(session), actor=actor, action=action, subject=subject, details=details))
