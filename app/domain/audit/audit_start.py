"""Sets the mark of the audit trail outside of normal linking: at the upgrade that introduces it, and after a fault."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.audit import audit_log, audit_mark
from app.domain.audit.audit_chain import AT_ONCE, append, copied, link, select_waiting, wait_for_turn
from app.domain.audit.audit_links import AUDIT, NOTHING, Head, LinkKind, TrailFault, Vouchers, select_rows, what_is_said
from app.domain.audit.audit_log import AuditEvent
from app.domain.audit.audit_mark import Anchor, Broken, Mark
from app.domain.shared.errors import Invalid, NotAllowed
from app.platform.db import keys, utc_now

REPLACING: Final = timedelta(hours=1)
"""How long after the upgrade processes of the earlier release may still write rows without a MAC."""


@dataclass(frozen=True)
class Resumed:
    """The result of `resume`: the fault that had stopped the trail, the new mark, and the rows linked as UNPROVEN."""

    fault: TrailFault
    mark: Mark
    unproven: int


def begin_trail(session: Session, *, earlier: bool) -> None:
    """Set the first mark, at the newest link that an earlier release has made. Does nothing if there is a mark.

    `earlier`: whether there was an earlier release, whose processes may still write during the deploy.
    """
    audit_mark.begin_mark(session, _newest(session), after_earlier=utc_now() + REPLACING if earlier else None)


def resume(session: Session, head: Head, *, actor: str, anchors: Iterable[Anchor] = ()) -> Resumed:
    """Resume a trail with a fault from its newest link, which the operator must name as `head`.

    All waiting rows are linked; those without a valid MAC, or with a copied token, as UNPROVEN. The fault is recorded
    in the trail. Raises NotAllowed while there is no fault, Invalid when `head` is not the newest link or its MAC is
    invalid.
    """
    wait_for_turn(session)
    newest = max(anchors, key=lambda each: (each.epoch, each.seq), default=None)
    try:
        link(session, newest)
    except Broken as broken:
        fault = broken.fault
    else:
        raise NotAllowed("the trail stands as it was left: there is nothing to resume")
    before, vouchers = audit_mark.read_mark(session, lock=True), Vouchers(keys(session))
    _is_newest(session, head, vouchers)
    epoch = 1 + max(before.epoch if before else 0, newest.epoch if newest else 0)
    earlier_seq = before.earlier_seq if before else _made_earlier(session, vouchers)
    until = before.earlier_until if before else None
    mark = Mark(epoch, head.seq, bytes.fromhex(head.hash), earlier_seq, until)
    audit_mark.set_mark(session, mark)
    mark, unproven = _link_all(session, vouchers, mark)
    told = {"epoch": str(epoch), "fault": str(fault), "unproven": str(unproven)}
    was = str(before.head) if before else "none"
    audit_log.record(session, actor=actor, action="audit.resumed", subject=str(head), mark=was, **told)
    return Resumed(fault, mark, unproven)


def _is_newest(session: Session, head: Head, vouchers: Vouchers) -> None:
    row = session.execute(select_rows().where(AUDIT.seq.is_not(None)).order_by(AUDIT.seq.desc()).limit(1)).first()
    found = Head(row.seq, (row.hash or b"").hex()) if row else Head(0, NOTHING.hex())
    if found != head:
        raise Invalid(f"the newest link is {found}, not {head}")
    if row and not vouchers.kind(row.ring_key, row.hash, row.mac):
        raise Invalid(f"nobody vouches for row {row.seq}: it must be restored, or taken out, first")


def _link_all(session: Session, vouchers: Vouchers, mark: Mark) -> tuple[Mark, int]:
    unproven = 0
    while rows := session.execute(select_waiting()).all():
        proven = [row for row in rows if vouchers.vouches(row, what_is_said(row)) and not copied(session, [row])]
        doubtful = {row.id for row in rows} - {row.id for row in proven}
        session.execute(update(AuditEvent).where(AuditEvent.id.in_(doubtful)).values(row_key=None))
        kinds = ((row, LinkKind.UNPROVEN if row.id in doubtful else LinkKind.PROVEN) for row in rows)
        mark, unproven = append(session, vouchers, mark, kinds), unproven + len(doubtful)
    return mark, unproven


def _made_earlier(session: Session, vouchers: Vouchers) -> int:
    """The number of links, from the first on, that are of the kind EARLIER."""
    count, linked = 0, select_rows().order_by(AUDIT.seq).limit(AT_ONCE)
    while rows := session.execute(linked.where(AUDIT.seq > count)).all():
        for row in rows:
            if vouchers.kind(row.ring_key, row.hash, row.mac) is not LinkKind.EARLIER:
                return count
            count = row.seq
    return count


def _newest(session: Session) -> Head:
    last: Any = session.execute(
        select(AUDIT.seq, AUDIT.hash).where(AUDIT.seq.is_not(None)).order_by(AUDIT.seq.desc()).limit(1)
    ).first()
    return Head(last.seq, last.hash.hex()) if last else Head(0, NOTHING.hex())
