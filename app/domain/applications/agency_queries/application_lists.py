"""The applications that a key reaches, by when they changed last: a page at a time, and again from where one stopped.

A page is put together out of one range of an index for each status (and service): of each no more rows are read than
the page has lines, however many there are. Nothing about a person is read, opened or told; that a list was asked for is
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
"""Those that this release knows; what a newer one has put elsewhere is listed by that one."""


@dataclass(frozen=True)
class ListQuestion:
    """What is asked for: these statuses (none: all), this service (none: all that the key reaches), changed at or after
    `since` and before `until`, behind the line `after` (when it changed, its id)."""

    limit: int
    statuses: Sequence[Status] = ()
    service: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: tuple[datetime, int] | None = None


@dataclass(frozen=True)
class ListedApplication:
    """One line: where an application stands. Nothing tells who the applicant is."""

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
    """Lines, the longest unchanged first. `last`: where the next page begins behind; None where this is the last one.
    `settled`: what changed before then is all there."""

    lines: list[ListedApplication]
    last: tuple[datetime, int] | None
    settled: datetime


def list_applications(session: Session, key: Key, asked: ListQuestion) -> ApplicationPage:
    """A page of the applications that a key reaches; that it was asked for is kept. For a transaction: it writes.

    Raises Invalid for a service that the key does not reach: another agency's looks like one that is not there.
    """
    _check_service(session, key.reach, asked.service)
    found = session.execute(page_of(key.reach, asked)).all()
    shown, more = found[: asked.limit], len(found) > asked.limit
    lines = list(lines_of(session, shown))
    last = (shown[-1].since, shown[-1].id) if more else None
    _record(session, key, asked, len(lines))
    return ApplicationPage(lines, last, settled_at(session, asked.until))


def page_of(reach: Reach, asked: ListQuestion) -> Select[*tuple[object, ...]]:
    """The question to the database: a page and one row more, in one statement, so that all of it is of one moment."""
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
    """The first rows of each range. A key for trying Lango out has few of them: it looks for its services there."""
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
    """What `page_of` has found, with the agency's words for where each stands."""
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
    del known  # held until here, so that each stage is at hand


def _record(session: Session, key: Key, asked: ListQuestion, many: int) -> None:
    """Who asked for which list, and how many lines it had: no reference, for those would be all of them."""
    told = {
        "status": ",".join(asked.statuses),
        "service": asked.service or "",
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat() if asked.until else "",
        "after": asked.after[0].isoformat() if asked.after else "",
    }
    given = {name: value for name, value in told.items() if value}
    audit_log.record(session, actor=key.actor, action=LISTED, subject=key.agency, lines=str(many), **given)
