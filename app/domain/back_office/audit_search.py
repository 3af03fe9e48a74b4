"""Searches the audit trail by subject, actor, action and time: newest first, with keyset pagination.

A request examines at most `LOOKED_AT` rows: a filter without an index is applied in memory to that many rows, and
the next page continues after them. Each search is itself recorded in the trail.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, literal, select, tuple_
from sqlalchemy.orm import Session

from app.domain.applications import applications
from app.domain.audit import audit_log
from app.domain.audit.audit_links import (
    AUDIT,
    NOTHING,
    LinkKind,
    Vouchers,
    Written,
    chained,
    select_rows,
    what_is_said,
)
from app.domain.shared import references
from app.domain.staff.staff_members import Staff
from app.platform.db import keys

SEARCHED: Final = "audit.searched"
TRAIL: Final = "audit"
"""The recorded subject of a search without a subject, or without results."""
PAGE: Final = 50
LOOKED_AT: Final = 2_000
Place = tuple[datetime, int]
"""The cursor of a row: its time and its id."""


class Vouched(StrEnum):
    """The result of verifying a row."""

    PROVEN = "proven"
    WAITING = "waiting"
    """Its own MAC is valid; the worker links it within a minute."""
    UNPROVEN = "unproven"
    EARLIER = "earlier"
    BROKEN = "broken"
    """Its content or its position is not as it was written."""


@dataclass(frozen=True)
class AuditQuestion:
    """The filters of a search; empty ones are ignored. `action`: a prefix. `since` is inclusive, `until` exclusive."""

    subject: str = ""
    actor: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    after: Place | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether one index range contains exactly the matching rows."""
        return not self.action and not (self.subject and self.actor)


@dataclass(frozen=True)
class AuditLine:
    """One row. `seq`: its position in the chain; None while it is not linked."""

    id: int
    seq: int | None
    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, str]
    vouched: Vouched


@dataclass(frozen=True)
class AuditPage:
    """A page of rows, newest first. `last`: the cursor for the next page; None on the last page."""

    lines: Sequence[AuditLine]
    last: Place | None


def search_trail(session: Session, asked: AuditQuestion, *, staff: Staff) -> AuditPage:
    """A page of matching rows. Needs a write transaction: the search is recorded in the trail."""
    subject = _as_written(session, asked.subject)
    found, last = _found(session, asked, subject)
    lines = _lines(session, found)
    _record(session, asked, subject if lines else "", staff)
    return AuditPage(lines, last)


def _as_written(session: Session, subject: str) -> str:
    """A reference in its canonical spelling, however it was typed; anything else unchanged."""
    named = applications.find_application(session, references.lookup_key(subject)) if subject else None
    return named.reference if named else subject


def _found(session: Session, asked: AuditQuestion, subject: str) -> tuple[list[Written], Place | None]:
    most = PAGE + 1 if asked.is_narrow else LOOKED_AT + 1
    query = select_rows().where(*_range(asked, subject)).order_by(AUDIT.at.desc(), AUDIT.id.desc()).limit(most)
    found, last, looked = list[Written](), None, 0
    for looked, row in enumerate(session.execute(query), 1):
        if looked == most or len(found) == PAGE:
            return found, last
        last = (row.at, row.id)
        if row.action.startswith(asked.action) and asked.actor in ("", row.actor):
            found.append(row)
    return found, None


def _range(asked: AuditQuestion, subject: str) -> list[ColumnElement[bool]]:
    """The conditions of the index range that is read: of the subject, else of the actor, else the whole trail."""
    wanted: list[ColumnElement[bool]] = []
    if subject:
        wanted.append(AUDIT.subject == subject)
    elif asked.actor:
        wanted.append(AUDIT.actor == asked.actor)
    if asked.since is not None:
        wanted.append(AUDIT.at >= asked.since)
    if asked.after is not None:
        at, id_ = asked.after
        wanted.append(tuple_(AUDIT.at, AUDIT.id) < tuple_(literal(at, AUDIT.at.type), literal(id_)))
    elif asked.until is not None:
        wanted.append(AUDIT.at < asked.until)
    return wanted


def _lines(session: Session, found: Sequence[Written]) -> list[AuditLine]:
    before = [row.seq - 1 for row in found if row.seq]
    query = select(AUDIT.seq, AUDIT.hash).where(AUDIT.seq.in_(before))
    hashes: dict[int, bytes] = {0: NOTHING} | {row.seq: row.hash for row in session.execute(query)} if before else {}
    vouchers = Vouchers(keys(session))
    return [
        AuditLine(
            id=row.id,
            seq=row.seq,
            at=row.at,
            actor=row.actor,
            action=row.action,
            subject=row.subject,
            details=_details(row.details),
            vouched=_vouched(vouchers, row, hashes),
        )
        for row in found
    ]


def _details(written: str) -> Mapping[str, str]:
    said: Any = json.loads(written)
    return {str(name): str(value) for name, value in said.items()} if isinstance(said, dict) else {}


def _vouched(vouchers: Vouchers, row: Written, hashes: Mapping[int, bytes]) -> Vouched:
    """Verify a row by its own MAC, its link, and the hash before it. Only `audit verify` shows if rows are missing."""
    said = what_is_said(row)
    stands = vouchers.vouches(row, said)
    if row.seq is None:
        return Vouched.WAITING if stands else Vouched.BROKEN
    if row.hash != chained(hashes.get(row.seq - 1, NOTHING), row.seq, row.id, said):
        return Vouched.BROKEN
    kind = vouchers.kind(row.ring_key, row.hash, row.mac)
    if kind is None or (kind is LinkKind.PROVEN and not stands):
        return Vouched.BROKEN
    return Vouched(kind)


def _record(session: Session, asked: AuditQuestion, subject: str, staff: Staff) -> None:
    """Record the search. The subject is recorded only if it has results: other typed text may be personal data."""
    told = {"since": asked.since, "until": asked.until}
    days = {name: at.isoformat() for name, at in told.items() if at is not None}
    audit_log.record(session, actor=staff.actor, action=SEARCHED, subject=subject or TRAIL, **days)
