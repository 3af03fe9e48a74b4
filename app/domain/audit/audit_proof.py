"""Verifies the audit trail from its first row to its last."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.audit import audit_mark
from app.domain.audit.audit_chain import copied, select_waiting, unproven
from app.domain.audit.audit_links import (
    AUDIT,
    NOTHING,
    Head,
    LinkKind,
    TrailFault,
    Vouchers,
    Written,
    chained,
    select_rows,
)
from app.domain.audit.audit_log import AuditEvent, spoken
from app.domain.audit.audit_mark import NO_MARK, Anchor, Mark
from app.platform.db import Database

PAGE: Final = 1000
OTHER_MAC: Final = "has another MAC than it was written with"
Judged = tuple[Written, LinkKind | None, TrailFault | None]


@dataclass(frozen=True)
class ProofResult:
    """The result of verifying the trail: its head, its first fault if any, and the number of unlinked rows.

    `unproven`: links of the kind UNPROVEN. `earlier`: links of a release before 0009. `epoch`: how often an operator
    resumed the trail. `given_up`: anchors of an earlier epoch whose links are not in the trail any more.
    """

    head: Head
    fault: TrailFault | None
    unlinked: int
    unproven: int = 0
    earlier: int = 0
    epoch: int = 0
    given_up: int = 0


def verify(database: Database, kept: Head | None = None, anchors: Iterable[Anchor] = ()) -> ProofResult:
    """Verify the whole trail against its mark, and a head and anchors kept outside. Stops at the first fault."""
    with database.reading() as session:
        unlinked = session.scalar(select(func.count()).where(AuditEvent.seq.is_(None))) or 0
        mark = audit_mark.read_mark(session)
    if mark is None:
        return ProofResult(Head(0, NOTHING.hex()), NO_MARK, unlinked)
    anchors = list(anchors)
    wanted = [mark.head, *([kept] if kept else []), *(each.head for each in anchors if each.epoch >= mark.epoch)]
    found, head, fault = _looked_through(database, mark, wanted)
    fault = fault or _mark_fault(database, mark, found["marked"], anchors) or _waiting_fault(database, mark)
    given_up = _not_there(database, [each.head for each in anchors if each.epoch < mark.epoch])
    return ProofResult(head, fault, unlinked, found[LinkKind.UNPROVEN], found[LinkKind.EARLIER], mark.epoch, given_up)


def judge(database: Database, mark: Mark) -> Iterator[Judged]:
    """Yields every linked row in order, with the kind of its link and its fault, if any."""
    before, vouchers = NOTHING, Vouchers(database.keys)
    for seq, row in enumerate(_linked(database), start=1):
        kind, fault = _judged(vouchers, row, seq, before, mark)
        yield row, kind, fault
        before = row.hash


def _looked_through(database: Database, mark: Mark, wanted: list[Head]) -> tuple[Counter[str], Head, TrailFault | None]:
    """Reads all links: the number of each kind, the newest link, and the first fault.

    `marked` in the counter is the highest `seq` that is not of the kind EARLIER: the mark must be there or beyond.
    """
    found, seq, newest, marked = Counter[str](), 0, NOTHING, 0
    hashes: dict[int, set[str]] = {}
    for each in wanted:
        hashes.setdefault(each.seq, set()).add(each.hash)
    for row, kind, fault in judge(database, mark):
        if not fault and seq + 1 in hashes and hashes[seq + 1] != {row.hash.hex()}:
            return found, Head(seq, newest.hex()), TrailFault(seq + 1, "is not the row whose hash was kept")
        if fault or kind is None:
            return found, Head(seq, newest.hex()), fault
        seq, newest = seq + 1, row.hash
        found[kind] += 1
        if kind is not LinkKind.EARLIER:
            marked = seq
    found["marked"] = marked
    cut = TrailFault(seq + 1, "and what followed it is cut off") if max(hashes) > seq else None
    return found, Head(seq, newest.hex()), cut


def _judged(
    vouchers: Vouchers, row: Written, seq: int, before: bytes, mark: Mark
) -> tuple[LinkKind | None, TrailFault | None]:
    """The kind of a link, and its fault. Reads columns by position: reading by name takes a quarter more time."""
    id_, at, actor, action, subject, details, token, row_key, row_mac, place, digest, key, mac = row
    if place != seq:
        return None, TrailFault(seq, "is missing") if place > seq else TrailFault(place, "was not linked by us")
    said = spoken(at, actor, action, subject, details)
    if digest != chained(before, seq, id_, said):
        return None, TrailFault(seq, "is not what was written, or not where it was written")
    kind = vouchers.kind(key, digest, mac)
    if kind is LinkKind.PROVEN and seq > mark.earlier_seq:
        stands = vouchers.stands(row_key, token, row_mac, said)
        return kind, None if stands else TrailFault(seq, OTHER_MAC)
    return kind, _doubt(vouchers, row, kind, mark)


def _doubt(vouchers: Vouchers, row: Written, kind: LinkKind | None, mark: Mark) -> TrailFault | None:
    """The fault of a link that is not PROVEN, or too old to be: an invalid MAC, or a kind impossible at its `seq`."""
    if not vouchers.knows(row.ring_key):
        return TrailFault(row.seq, "is vouched for by no key of the ring")
    is_earlier, is_old = kind is LinkKind.EARLIER, row.seq <= mark.earlier_seq
    if kind is None or (is_earlier != is_old and row.seq <= mark.seq):
        return TrailFault(row.seq, "was not linked by us")
    if is_earlier and is_old:
        return None if (row.token, row.row_key, row.row_mac) == (None, None, None) else TrailFault(row.seq, OTHER_MAC)
    fault = unproven(vouchers, row, mark) if is_earlier else None
    return TrailFault(row.seq, fault.what) if fault else None


def _mark_fault(database: Database, before: Mark, marked: int, anchors: list[Anchor]) -> TrailFault | None:
    """The fault of the mark, once all links are read: it is missing, or an older mark was restored."""
    with database.reading() as session:
        mark = audit_mark.read_mark(session)
    if mark is None:
        return NO_MARK
    newest = max([before.epoch, *(each.epoch for each in anchors)])
    if mark.epoch < newest or mark.seq < marked:
        return TrailFault(mark.seq, "is an old one, put back", "mark")
    return None


def _waiting_fault(database: Database, mark: Mark) -> TrailFault | None:
    """The fault of the first unlinked row that is not as it was written, or is a copy."""
    vouchers = Vouchers(database.keys)
    for session, rows in waiting(database):
        fault = next((fault for row in rows if (fault := unproven(vouchers, row, mark))), None)
        if fault := fault or copied(session, rows):
            return fault
    return None


def _not_there(database: Database, heads: list[Head]) -> int:
    """How many of these heads are not links of the trail any more."""
    missing = 0
    for start in range(0, len(heads), PAGE):
        some = heads[start : start + PAGE]
        with database.reading() as session:
            rows = session.execute(
                select(AUDIT.seq, AUDIT.hash).where(AUDIT.seq.in_({each.seq for each in some}))
            ).all()
        there = {Head(row.seq, row.hash.hex()) for row in rows}
        missing += sum(each not in there for each in some)
    return missing


def _linked(database: Database) -> Iterator[Written]:
    linked, rest = select_rows().order_by(AUDIT.seq).limit(PAGE), AUDIT.seq.is_not(None)
    while True:
        with database.reading() as session:
            rows = session.execute(linked.where(rest)).all()
        yield from rows
        if len(rows) < PAGE:
            return
        rest = AUDIT.seq > rows[-1].seq


def waiting(database: Database) -> Iterator[tuple[Session, list[Written]]]:
    """Yields the unlinked rows page by page, each page with the database session that read it."""
    last: int | None = None
    while True:
        with database.reading() as session:
            rows = [*session.execute(select_waiting(last)).all()]
            if rows:
                yield session, rows
        if len(rows) < PAGE:
            return
        last = rows[-1].id
