"""The audit trail: who did what to what and when, one row for each change, written in the transaction of the change.

Each row is written with a MAC, under the key ring, over its content and a random token. Rows are only added. Shortly
afterwards the worker links each row to the one before it in a hash chain (`app/domain/audit/audit_chain.py`).
"""

import json
import os
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii as quoted
from typing import Final

from sqlalchemy import JSON, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.platform.db import Base, keys, now

UNLINKED = text("seq IS NULL")
TOKEN: Final = 16
"""Bytes of a row's token. It is unique, so that a copy of a row with its MAC is detected. The row's id cannot serve: it
is not known before the INSERT."""
ROW: Final = "audit row"
"""The purpose of the MACs of rows, for key separation."""


class AuditEvent(Base):
    """One action. Contains no personal data: only references, codes and keys of other tables.

    `token`, `row_key` and `row_mac` are written with the row; a row of a release before 0009 has none. `seq`, `hash`,
    `ring_key` and `mac` are its link in the chain; they are NULL until the worker links the row.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_unlinked", "id", sqlite_where=UNLINKED, postgresql_where=UNLINKED),
        Index("ix_audit_subject_read", "subject", "at", "id"),
        Index("ix_audit_actor_read", "actor", "at", "id"),
        Index("ix_audit_read", "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, str]] = mapped_column(JSON)
    token: Mapped[bytes | None] = mapped_column(LargeBinary(TOKEN), index=True, unique=True)
    row_key: Mapped[bytes | None] = mapped_column(LargeBinary(4))
    row_mac: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    seq: Mapped[int | None] = mapped_column(index=True, unique=True)
    hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    ring_key: Mapped[bytes | None] = mapped_column(LargeBinary(4))
    mac: Mapped[bytes | None] = mapped_column(LargeBinary(32))


def record(session: Session, *, actor: str, action: str, subject: str, **details: str) -> None:
    """Add a row: `actor` did `action` to `subject`. `details` hold codes and versions, never personal data."""
    ring, at, token = keys(session), now(session).astimezone(UTC), os.urandom(TOKEN)
    said = spoken(at, actor, action, subject, json.dumps(details))
    session.add(
        AuditEvent(
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            details=details,
            token=token,
            row_key=ring.newest,
            row_mac=ring.macs(ROW)[ring.newest](vouched(token, said)),
        )
    )


def spoken(at: datetime, *texts: str) -> str:
    """The content of a row in a canonical form: comma-separated JSON strings. The details are the JSON text as stored.

    Built by hand for speed: the JSON encoder would take twice the time of all the rest.
    """
    return f'"{at.isoformat()}",{",".join(map(quoted, texts))}'


def vouched(token: bytes, said: str) -> bytes:
    """The bytes over which the MAC of a row is computed."""
    return token + f"[{said}]".encode()
