"""Who did what to which thing, when: one row for every change, written in the change's own transaction."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, now


class AuditEvent(Base):
    """One thing done. Names no citizen: only references, codes and keys of other tables."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, str]] = mapped_column(JSON)


def record(session: Session, *, actor: str, action: str, subject: str, **details: str) -> None:
    """Write that `actor` did `action` to `subject`; `details` hold codes and versions, never a person's data."""
    session.add(AuditEvent(at=now(session), actor=actor, action=action, subject=subject, details=details))
