"""The audit trail searched: by what was done to, by whom, what, and when; the newest first, a page at a time.

No question reads more than `LOOKED_AT` rows, whatever it asks for: what an index cannot narrow is looked for among as
many, and goes on from there. Looking is kept in the trail itself.
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
"""The subject of a search that named none, or found nothing."""
PAGE: Final = 50
LOOKED_AT: Final = 2_000
Place = tuple[datetime, int]
"""Where a row stands: when it was written, and its id."""


class Vouched(StrEnum):
    """Who vouches for a row."""

    PROVEN = "proven"
    WAITING = "waiting"
    """Its own MAC stands; the worker links it within a minute."""
    UNPROVEN = "unproven"
    EARLIER = "earlier"
    BROKEN = "broken"
    """It is not what was written, or not where it was written."""


@dataclass(frozen=True)
class AuditQuestion:
    """What is looked for; what is empty is not asked. `action`: how it begins. `since` is in it, `until` not."""

    subject: str = ""
    actor: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    after: Place | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether one range of an index has exactly what is asked for."""
        return not self.action and not (self.subject and self.actor)


@dataclass(frozen=True)
class AuditLine:
    """One row. `seq`: its place in the chain, once it has one."""

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
    """Rows, the newest first. `last`: where the next page begins behind; None where there is nothing more."""

    lines: Sequence[AuditLine]
    last: Place | None


def search_trail(session: Session, asked: AuditQuestion, *, staff: Staff) -> AuditPage:
    """A page of what was done; that it was looked for is kept: for a transaction."""
    subject = _as_written(session, asked.subject)
    found, last = _found(session, asked, subject)
    lines = _lines(session, found)
    _record(session, asked, subject if lines else "", staff)
    return AuditPage(lines, last)


def _as_written(session: Session, subject: str) -> str:
    """A reference as the trail has it, however it was typed; anything else as it is."""
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
    """The one range of an index that is read: of a subject, else of an actor, else all."""
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
    """By its own MAC, by its link, and by the hash before it. That nothing is missing only `audit verify` tells."""
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
    """Keep what was looked for where that stands in the trail anyway: whatever else was typed may be a person's."""
    told = {"since": asked.since, "until": asked.until}
    days = {name: at.isoformat() for name, at in told.items() if at is not None}
    audit_log.record(session, actor=staff.actor, action=SEARCHED, subject=subject or TRAIL, **days)
