"""Key rotation of the audit trail: new MACs for every row, every link and the mark, each after it was verified."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import bindparam, update

from app.domain.audit import audit_mark
from app.domain.audit.audit_chain import unproven
from app.domain.audit.audit_links import LinkKind, TrailFault, Vouchers, Written
from app.domain.audit.audit_links import what_is_said as said_by
from app.domain.audit.audit_log import AuditEvent
from app.domain.audit.audit_mark import Broken, Mark
from app.domain.audit.audit_proof import PAGE, judge, waiting
from app.platform.db import Database

_RENEW: Final = (
    update(AuditEvent.__table__)  # type: ignore[arg-type]
    .where(AuditEvent.seq == bindparam("seq_"), AuditEvent.mac == bindparam("old"))
    .values({name: bindparam(name) for name in ("ring_key", "mac", "row_key", "row_mac")})
)
_RENEW_WAITING: Final = (
    update(AuditEvent.__table__)  # type: ignore[arg-type]
    .where(AuditEvent.id == bindparam("id_"), AuditEvent.row_mac == bindparam("old"))
    .values({name: bindparam(name) for name in ("row_key", "row_mac")})
)
Page = tuple[list[dict[str, Any]], Any, TrailFault | None]
"""The parameters of the updates, their statement, and the fault that stops the renewal."""


def renew(database: Database) -> tuple[int, TrailFault | None]:
    """Give every row, link and the mark a MAC under the ring's newest key; returns the number of rows and the fault.

    Only what is valid now gets a new MAC: the renewal stops at the first fault.
    """
    try:
        with database.reading() as session:
            mark = audit_mark.require_mark(session)
    except Broken as broken:
        return 0, broken.fault
    vouchers, done = Vouchers(database.keys), 0
    for page, statement, fault in _stale(database, vouchers, mark):
        if page:
            with database.transaction() as session:
                session.connection().execute(statement, page)
        done += len(page)
        if fault:
            return done, fault
    with database.transaction() as session:
        audit_mark.set_mark(session, audit_mark.require_mark(session, lock=True))
    return done, None


def _stale(database: Database, vouchers: Vouchers, mark: Mark) -> Iterator[Page]:
    """Yields the updates page by page: first the linked rows, then the waiting rows."""
    newest, page = vouchers.newest, list[dict[str, Any]]()
    for row, kind, fault in judge(database, mark):
        if not fault and row.seq == mark.seq and row.hash != mark.hash:
            yield page, _RENEW, TrailFault(row.seq, "is not the row whose hash was kept")
            return
        if fault or kind is None:
            yield page, _RENEW, fault
            return
        if row.ring_key != newest or row.row_key not in (None, newest):
            page.append({"seq_": row.seq, "old": row.mac, **_anew(vouchers, row, kind)})
        if len(page) == PAGE:
            yield page, _RENEW, None
            page = []
    yield page, _RENEW, None
    for _, rows in waiting(database):
        yield from _stale_waiting(vouchers, rows, mark)


def _stale_waiting(vouchers: Vouchers, rows: list[Written], mark: Mark) -> Iterator[Page]:
    page = list[dict[str, Any]]()
    for row in rows:
        if fault := unproven(vouchers, row, mark):
            yield page, _RENEW_WAITING, fault
            return
        if row.row_key not in (None, vouchers.newest):
            mac = vouchers.row_mac(row.token, said_by(row))
            page.append({"id_": row.id, "old": row.row_mac, "row_key": vouchers.newest, "row_mac": mac})
    yield page, _RENEW_WAITING, None


def _anew(vouchers: Vouchers, row: Written, kind: LinkKind) -> dict[str, Any]:
    own = (row.row_key, row.row_mac)
    if row.row_key is not None:
        own = (vouchers.newest, vouchers.row_mac(row.token, said_by(row)))
    mac = vouchers.link_mac(kind, row.hash)
    return {"ring_key": vouchers.newest, "mac": mac, "row_key": own[0], "row_mac": own[1]}
