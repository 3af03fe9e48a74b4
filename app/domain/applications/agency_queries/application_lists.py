"""The list of applications within the reach of an API key, ordered by last change, with keyset pagination.

A page is a UNION ALL of one index range scan for each status (and service). Each scan reads at most one row more than
the page has lines, whatever the size of the table. No personal data is read or decrypted. Each request for a list is
one row of the audit trail.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Row, Select, Subquery, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.applications.applications import Application
from app.domain.applications.status_messages import stage_of
from app.domain.audit import audit_log
from app.domain.catalogue import catalogue_texts, models
from app.domain.catalogue.models import Service, Stage, Status
from app.domain.shared.change_lists import between, settled_at
from app.domain.shared.errors import Invalid
from app.domain.staff.api_keys import Key
from app.domain.staff.reach import Reach
from app.platform.i18n import ENGLISH

LISTED: Final = "application.listed"
STATUSES: Final = tuple(Status)
"""The statuses that this release knows. A status that only a newer release knows is listed by that release alone."""


@dataclass(frozen=True)
class ListQuestion:
    """The filters of a list. `statuses`: empty is all. `service`: None is all that the key reaches.

    `since` (inclusive) and `until` (exclusive) compare the time of the last change. `after` is the cursor: the time of
    the last change and the id of the last line of the page before.
    """

    limit: int
    statuses: Sequence[Status] = ()
    service: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: tuple[datetime, int] | None = None


@dataclass(frozen=True)
class ListedApplication:
    """One line of a list: the current state of an application, without personal data."""

    reference: str
    status: Status
    stage: str
    stage_label: str
    service: str
    version: int
    since: datetime
    place: str | None
    created_at: datetime


@dataclass(frozen=True)
class ApplicationPage:
    """A page, oldest change first. `last`: the cursor for the next page; None on the last page. `settled`: every change
    before this time is committed and visible, so a later request can start from it."""

    lines: list[ListedApplication]
    last: tuple[datetime, int] | None
    settled: datetime


def list_applications(session: Session, key: Key, asked: ListQuestion) -> ApplicationPage:
    """A page of the applications that a key reaches. Needs a write transaction: the request is recorded for audit.

    Raises Invalid for a service that the key does not reach; another agency's service looks like an unknown one.
    """
    _check_service(session, key.reach, asked.service)
    found = session.execute(page_of(key.reach, asked)).all()
    shown, more = found[: asked.limit], len(found) > asked.limit
    lines = list(lines_of(session, shown))
    last = (shown[-1].since, shown[-1].id) if more else None
    _record(session, key, asked, len(lines))
    return ApplicationPage(lines, last, settled_at(session, asked.until))


def page_of(reach: Reach, asked: ListQuestion) -> Select[*tuple[object, ...]]:
    """The SELECT of a page and one row more. It is a single statement, so that all rows come from one snapshot."""
    rows = union_all(*(select(each) for each in _ranges(reach, asked))).subquery()
    page = select(rows.c.id, rows.c.since).order_by(rows.c.since, rows.c.id).limit(asked.limit + 1).subquery()
    told = (
        Application.id,
        Application.reference,
        Application.status,
        Application.stage,
        Application.service_code,
        Application.version,
        Application.since,
        Application.place,
        Application.created_at,
        Service.family,
    )
    joined = (
        select(*told).join(page, page.c.id == Application.id).join(Service, Service.code == Application.service_code)
    )
    return joined.order_by(page.c.since, page.c.id)


def _ranges(reach: Reach, asked: ListQuestion) -> Iterator[Subquery]:
    """One subquery for each index range, limited to the page size plus one.

    A test key has few applications, so its services are filtered within the range and get no ranges of their own.
    """
    services = {asked.service} if asked.service else reach.services
    mine: ColumnElement[bool] = Application.is_test.is_(reach.is_test)
    by: InstrumentedAttribute[str] = Application.agency_code
    codes = [reach.agency]
    place = Application.since, Application.id
    if services and reach.is_test:
        mine &= Application.service_code.in_(sorted(services))
    elif services:
        by, codes = Application.service_code, sorted(services)
        mine &= Application.agency_code == reach.agency
    for code in codes:
        for status in asked.statuses or STATUSES:
            wanted = (by == code) & (Application.status == status) & mine
            page = between(*place, since=asked.since, until=asked.until, after=asked.after)
            ranged = select(Application.id, Application.since).where(wanted, *page)
            yield ranged.order_by(*place).limit(asked.limit + 1).subquery()


def _check_service(session: Session, reach: Reach, code: str | None) -> None:
    found = models.service(session, code) if code else None
    if code and (found is None or not reach.has_service(found.code, found.agency_code)):
        raise Invalid("service: the code of a service of your agency is wanted")


def lines_of(
    session: Session, found: Sequence[Row[*tuple[object, ...]]], language: str = ENGLISH
) -> Iterator[ListedApplication]:
    """The rows of `page_of` as lines, with the agency's label of each stage."""
    families = {each.family for each in found} | {"general"}
    known = session.scalars(select(Stage).where(Stage.family.in_(families))).all() if found else []
    labels: dict[tuple[str, str, str], str] = {}
    for each in found:
        at = (each.family, each.stage, each.status)
        if at not in labels:
            labels[at] = catalogue_texts.stage_label(session, stage_of(session, *at), language)
        yield ListedApplication(
            reference=each.reference,
            status=each.status,
            stage=each.stage,
            stage_label=labels[at],
            service=each.service_code,
            version=each.version,
            since=each.since,
            place=each.place,
            created_at=each.created_at,
        )
    del known  # referenced until here: the identity map holds the stages by weak references


def _record(session: Session, key: Key, asked: ListQuestion, many: int) -> None:
    """Record who asked for which list and how many lines it had. The references are not recorded: they are too many."""
    told = {
        "status": ",".join(asked.statuses),
        "service": asked.service or "",
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat() if asked.until else "",
        "after": asked.after[0].isoformat() if asked.after else "",
    }
    given = {name: value for name, value in told.items() if value}
    audit_log.record(session, actor=key.actor, action=LISTED, subject=key.agency, lines=str(many), **given)
