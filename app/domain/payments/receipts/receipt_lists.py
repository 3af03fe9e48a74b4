"""Money that came in for an agency's applications, in the order of change: for an agency that reconciles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.payments.models import PaymentReceipt, PaymentRefund
from app.domain.payments.receipts.receipt_listing import UNLISTED, keep_listing
from app.domain.shared.change_lists import between, settled_at
from app.domain.staff.api_keys import Key
from app.domain.staff.reach import Reach
from app.platform.db import now

AT_ONCE: Final = 500
"""Rows in one transaction of the worker."""
LISTED: Final = "payment.listed"
Place = tuple[datetime, str]
"""The cursor of a receipt in the list: the time of its last change, and its id."""


@dataclass(frozen=True)
class ListedReceipt:
    """A receipt, its application, and its refunds."""

    row: PaymentReceipt
    application: Application
    refunds: Sequence[PaymentRefund]


@dataclass(frozen=True)
class ReceiptQuestion:
    """A query: receipts changed at or after `since` and before `until`, after the cursor `after`; at most `limit`."""

    limit: int
    since: datetime | None = None
    until: datetime | None = None
    after: Place | None = None


@dataclass(frozen=True)
class ReceiptPage:
    """A page of receipts, the longest unchanged first. `last`: the cursor of the next page; None on the last one.
    `settled`: the list is complete for changes before this time."""

    found: Sequence[ListedReceipt]
    last: Place | None
    settled: datetime


def list_receipts(session: Session, key: Key, asked: ReceiptQuestion) -> ReceiptPage:
    """Confirmed money of the applications that a key reaches; the query is audited.

    However much there is, no more rows are read than the page has, for each service of the key or for its agency.
    """
    places = [(at, name) for at, name in session.execute(page_of(key.reach, asked))]
    found = _read(session, [name for _, name in places[: asked.limit]])
    last = places[asked.limit - 1] if len(places) > asked.limit else None
    times = {"since": asked.since, "until": asked.until, "after": asked.after[0] if asked.after else None}
    told = {name: at.isoformat() for name, at in times.items() if at is not None}
    audit_log.record(session, actor=key.actor, action=LISTED, subject=key.agency, lines=str(len(found)), **told)
    return ReceiptPage(found, last, settled_at(session, asked.until))


def application_receipts(session: Session, application: Application) -> list[ListedReceipt]:
    """All receipts of an application, confirmed or not, the oldest first."""
    mine = PaymentReceipt.application_id == application.id
    query = select(PaymentReceipt).where(mine).order_by(PaymentReceipt.heard_at, PaymentReceipt.id)
    return _with_refunds(session, [(row, application) for row in session.scalars(query)])


def list_left_out(session: Session) -> int:
    """Set the listing of receipts that the previous release has written, which knows no lists; returns how many."""
    left_out = UNLISTED[session.get_bind().dialect.name == "postgresql"]
    query = select(PaymentReceipt).where(left_out).order_by(PaymentReceipt.id).limit(AT_ONCE)
    found = session.scalars(query.with_for_update(skip_locked=True)).all()
    for row in found:
        keep_listing(session.connection(), row, now(session))
    return len(found)


def page_of(reach: Reach, asked: ReceiptQuestion) -> Select[*tuple[Any, ...]]:
    """The SQL query: the cursors of a page and one more, by one index range for each service."""
    if not reach.services:
        return _range(reach, None, asked)
    ranges = [_range(reach, code, asked).subquery() for code in sorted(reach.services)]
    rows = union_all(*(select(each) for each in ranges)).subquery()
    return select(rows).order_by(rows.c.changed_at, rows.c.id).limit(asked.limit + 1)


def _range(reach: Reach, service: str | None, asked: ReceiptQuestion) -> Select[*tuple[Any, ...]]:
    place = PaymentReceipt.changed_at, PaymentReceipt.id
    query = select(*place)
    page = between(*place, since=asked.since, until=asked.until, after=asked.after)
    query = query.where(PaymentReceipt.agency_code == reach.agency, *page)
    query = query.where(PaymentReceipt.is_test.is_(reach.is_test), PaymentReceipt.changed_at.is_not(None))
    if service is not None:
        query = query.where(PaymentReceipt.service_code == service)
    return query.order_by(*place).limit(asked.limit + 1)


def _read(session: Session, ids: Sequence[str]) -> list[ListedReceipt]:
    """In the order of the ids. A row may have changed since they were read: then it comes again on a later page."""
    query = select(PaymentReceipt, Application).join(Application, Application.id == PaymentReceipt.application_id)
    rows = [(row, application) for row, application in session.execute(query.where(PaymentReceipt.id.in_(ids)))]
    order = {name: position for position, name in enumerate(ids)}
    return sorted(_with_refunds(session, rows), key=lambda each: order[each.row.id])


def _with_refunds(session: Session, rows: Sequence[tuple[PaymentReceipt, Application]]) -> list[ListedReceipt]:
    of_these = PaymentRefund.receipt_id.in_([row.id for row, _ in rows])
    refunds = session.scalars(select(PaymentRefund).where(of_these).order_by(PaymentRefund.queued_at)).all()
    return [
        ListedReceipt(row, application, [each for each in refunds if each.receipt_id == row.id])
        for row, application in rows
    ]
