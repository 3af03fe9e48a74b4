"""Who did what to which thing, when: one row for every change, written in the change's own transaction.

A row vouches for itself from the start: a MAC under the ring over all that it says and a random token of its own.
Rows are only added. A little later the worker links each to the one before it (`app/domain/audit/audit_chain.py`).
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
"""Bytes. Random and not the row's id, which is not known before the row is written: no two rows have the same, so that
a copy of a row, MAC and all, is seen to be one."""
ROW: Final = "audit row"
"""What the MACs of rows are made for."""


class AuditEvent(Base):
    """One thing done. Names no citizen: only references, codes and keys of other tables.

    `token`, `row_key` and `row_mac` are made with the row; a row of a release before 0009 has none. `seq`, `hash`,
    `ring_key` and `mac` are its link in the chain; without them until the worker has linked it.
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
    """Write that `actor` did `action` to `subject`; `details` hold codes and versions, never a person's data."""
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
    """What a row says, as JSON without blanks; its details are a text, as they are stored.

    Written by hand: the encoder would take twice the time of the rest.
    """
    return f'"{at.isoformat()}",{",".join(map(quoted, texts))}'


def vouched(token: bytes, said: str) -> bytes:
    """What the MAC of a row is made of."""
    return token + f"[{said}]".encode()
