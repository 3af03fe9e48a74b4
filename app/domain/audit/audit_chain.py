"""Links the audit trail into a hash chain, in the worker: each row gets its `seq` (without gaps), hash and MAC.

Rows are inserted unlinked, so that transactions do not wait for each other. The worker links committed rows in the
order in which it finds them: a row that commits late comes later in the chain, whatever its id. So the id does not show
whether a row may be linked; its own MAC and its unique token do.

Nothing is linked to a trail with a fault (`Broken`), until an operator has checked it (`audit resume`).
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from app.domain.audit import audit_mark
from app.domain.audit.audit_links import (
    AUDIT,
    NOTHING,
    LinkKind,
    TrailFault,
    Vouchers,
    Written,
    chained,
    select_rows,
    what_is_said,
)
from app.domain.audit.audit_log import AuditEvent
from app.domain.audit.audit_mark import Anchor, Broken, Mark
from app.platform.db import allow_long, keys, now

AT_ONCE: Final = 1000
"""Rows linked in one transaction."""
TOO_LONG: Final = timedelta(minutes=10)
"""A row that waits longer raises an alarm: a worker links rows within seconds."""
WAITING: Final = "waiting row"
TURN: Final = func.hashtextextended("audit chain", 0)
"""The key of the PostgreSQL advisory lock for linking."""
_LINK: Final = (
    update(AuditEvent.__table__)  # type: ignore[arg-type]
    .where(AuditEvent.id == bindparam("id_"), AuditEvent.seq.is_(None))
    .values({name: bindparam(name) for name in ("seq", "hash", "ring_key", "mac")})
)
_VOUCH: Final = (
    update(AuditEvent.__table__)  # type: ignore[arg-type]
    .where(AuditEvent.seq == bindparam("seq_"))
    .values({name: bindparam(name) for name in ("ring_key", "mac")})
)


def link(session: Session, known: Anchor | None = None) -> int:
    """Link waiting rows, at most `AT_ONCE`; returns how many. Returns 0 while another worker links.

    `known` is the last anchor kept outside of the database. Raises Broken for a fault; then nothing is linked.
    """
    if not take_turn(session):
        return 0
    mark = audit_mark.require_mark(session, lock=True)
    beyond = _after(session, mark)
    if known:
        _follows(session, mark, known)
    vouchers = Vouchers(keys(session))
    if beyond:
        return _take_up(session, vouchers, mark, beyond)
    rows = session.execute(select_waiting()).all()
    fault = next((fault for row in rows if (fault := unproven(vouchers, row, mark))), None) or copied(session, rows)
    if fault:
        raise Broken(fault)
    append(session, vouchers, mark, [(row, LinkKind.PROVEN if row.token else LinkKind.UNPROVEN) for row in rows])
    return len(rows)


def take_turn(session: Session) -> bool:
    """Try to take the advisory lock for linking, until the transaction ends. SQLite needs none: it has one writer."""
    if session.get_bind().dialect.name == "sqlite":
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(TURN))))


def wait_for_turn(session: Session) -> None:
    """Take the advisory lock for linking, until the transaction ends; waits while another transaction holds it."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(TURN)))


def select_waiting(after: int | None = None) -> Any:
    """A SELECT of the next `AT_ONCE` rows that are not linked yet, with an id above `after`."""
    waiting = select_rows().where(AUDIT.seq.is_(None)).order_by(AUDIT.id).limit(AT_ONCE)
    return waiting if after is None else waiting.where(AUDIT.id > after)


def unproven(vouchers: Vouchers, row: Written, mark: Mark) -> TrailFault | None:
    """The fault of a row that must not be linked: its MAC is wrong or missing; None where it is fine."""
    if (row.token, row.row_key, row.row_mac) == (None, None, None):
        return None if mark.takes_earlier() else TrailFault(row.id, "has no MAC of its own", WAITING)
    return None if vouchers.vouches(row, what_is_said(row)) else TrailFault(row.id, "is not what was written", WAITING)


def copied(session: Session, rows: Sequence[Written]) -> TrailFault | None:
    """The fault of the first of these rows whose token another row has too: one of the two is a copy."""
    tokens = [row.token for row in rows if row.token]
    if not tokens:
        return None
    twice = select(AUDIT.token).where(AUDIT.token.in_(tokens)).group_by(AUDIT.token).having(func.count() > 1)
    found = set(session.scalars(twice))
    return next((TrailFault(row.id, "is a copy of another row", WAITING) for row in rows if row.token in found), None)


def append(session: Session, vouchers: Vouchers, mark: Mark, rows: Iterable[tuple[Written, LinkKind]]) -> Mark:
    """Link rows after the mark, each with its kind, and move the mark; returns the new mark."""
    seq, before, made = mark.seq, mark.hash, []
    for row, kind in rows:
        seq += 1
        before = chained(before, seq, row.id, what_is_said(row))
        mac = vouchers.link_mac(kind, before)
        made.append({"id_": row.id, "seq": seq, "hash": before, "ring_key": vouchers.newest, "mac": mac})
    if made:
        session.connection().execute(_LINK, made)
        mark = mark.at(seq, before)
        audit_mark.set_mark(session, mark)
    return mark


def check_length(session: Session) -> None:
    """Raises Broken unless there are as many links as the mark says. Slow: some seconds for ten million rows."""
    mark = audit_mark.require_mark(session)
    allow_long(session.connection())
    number = session.scalar(select(func.count()).where(AUDIT.seq.between(1, mark.seq)))
    if number != mark.seq:
        raise Broken(TrailFault(mark.seq, f"is the newest link, and only {number} are there"))


def waiting_for(session: Session) -> timedelta:
    """How long the oldest unlinked row has waited. It is long where no worker runs, or a fault blocks linking."""
    first = session.scalar(select(AUDIT.at).where(AUDIT.seq.is_(None)).order_by(AUDIT.id).limit(1))
    return now(session) - first if first else timedelta()


def _after(session: Session, mark: Mark) -> list[Written]:
    """The links beyond the mark. Raises Broken where the link that the mark names is not there."""
    rows = session.execute(select_rows().where(AUDIT.seq >= mark.seq).order_by(AUDIT.seq).limit(AT_ONCE)).all()
    if mark.seq == 0:
        return [*rows]
    if not rows or rows[0].seq != mark.seq or rows[0].hash != mark.hash:
        raise Broken(TrailFault(mark.seq, "is not the newest link, as the mark has it"))
    return [*rows[1:]]


def _follows(session: Session, mark: Mark, known: Anchor) -> None:
    """Raises Broken unless the mark is at or beyond the anchor, on the same chain."""
    if mark.epoch > known.epoch or (mark.epoch, mark.seq, mark.hash.hex()) == (known.epoch, known.seq, known.hash):
        return
    found = session.scalar(select(AUDIT.hash).where(AUDIT.seq == known.seq)) if known.seq else NOTHING
    if mark.epoch < known.epoch or mark.seq < known.seq or found is None or found.hex() != known.hash:
        raise Broken(TrailFault(mark.seq, f"is not what it was: it has been at {known.head}", "mark"))


def _take_up(session: Session, vouchers: Vouchers, mark: Mark, beyond: Sequence[Written]) -> int:
    """Verify links that a worker of an earlier release made meanwhile, and give them our MACs; returns how many."""
    seq, before, made = mark.seq, mark.hash, []
    for row in beyond:
        seq += 1
        digest = chained(before, seq, row.id, what_is_said(row))
        if (row.seq, row.hash, vouchers.kind(row.ring_key, row.hash, row.mac)) != (seq, digest, LinkKind.EARLIER):
            raise Broken(TrailFault(row.seq, "is linked, and the mark does not tell of it"))
        if fault := unproven(vouchers, row, mark):
            raise Broken(TrailFault(row.seq, fault.what))
        before, kind = digest, LinkKind.PROVEN if row.token else LinkKind.UNPROVEN
        made.append({"seq_": seq, "ring_key": vouchers.newest, "mac": vouchers.link_mac(kind, digest)})
    session.connection().execute(_VOUCH, made)
    audit_mark.set_mark(session, mark.at(seq, before))
    return len(made)
