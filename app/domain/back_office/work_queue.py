"""The work queue of an agency: its applications, oldest change first, with filters.

A page uses the index ranges of the agencies' lists (`application_lists.page_of`). Stage and place have no index: the
first `LOOKED_AT` rows of the range are filtered in memory, and the next page continues after them, so that no request
reads more rows, whatever the size of the table. No personal data is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.applications.agency_queries.application_lists import (
    LISTED,
    ListedApplication,
    ListQuestion,
    lines_of,
    page_of,
)
from app.domain.applications.applications import Application, within
from app.domain.applications.moves import has_no_way_out
from app.domain.audit import audit_log
from app.domain.catalogue import catalogue_texts, models
from app.domain.catalogue.models import Service, Stage, Status
from app.domain.shared.errors import NotFound
from app.domain.staff.reach import Reach
from app.domain.staff.staff_members import Staff
from app.platform.db import now

OPEN: Final = tuple(each for each in Status if not has_no_way_out(each))
"""The statuses that are not final."""
LOOKED_AT: Final = 2_000
"""The most rows that one request with a stage or a place reads."""
EXPORTED: Final = "application.exported"
COUNTED: Final = 1_000
"""Counting stops above this number."""


@dataclass(frozen=True)
class QueueQuestion:
    """The filters of a queue. `older_than`: unchanged for at least so many days. `after`: the cursor."""

    limit: int
    statuses: Sequence[Status] = OPEN
    stage: str | None = None
    service: str | None = None
    older_than: int = 0
    place: str = ""
    after: tuple[datetime, int] | None = None


@dataclass(frozen=True)
class QueuePage:
    """A page, oldest change first. `last`: the cursor for the next page; None on the last page."""

    lines: list[ListedApplication]
    last: tuple[datetime, int] | None


def list_queue(session: Session, staff: Staff, asked: QueueQuestion, language: str) -> QueuePage:
    """A page of the queue. Needs a write transaction: the view is recorded in the audit trail.

    A service out of the member of staff's reach gives an empty page.
    """
    found = read_queue(session, staff, asked, language)
    _record(session, staff, asked, LISTED, {"lines": str(len(found.lines))})
    return found


def record_export(session: Session, staff: Staff, asked: QueueQuestion) -> None:
    """Record an export of the whole queue in the audit trail."""
    _record(session, staff, asked, EXPORTED, {})


def read_queue(session: Session, staff: Staff, asked: QueueQuestion, language: str) -> QueuePage:
    """A page of the queue for an export, without an audit record: `record_export` writes one for the whole export."""
    reach = reach_of(staff)
    is_searched = bool(asked.stage or asked.place)
    until = now(session) - timedelta(days=asked.older_than) if asked.older_than else None
    most = LOOKED_AT if is_searched else asked.limit
    question = ListQuestion(most, asked.statuses, asked.service, None, until, asked.after)
    has_service = asked.service is None or asked.service in {each.code for each in services_within(session, reach)}
    found = session.execute(page_of(reach, question)).all() if has_service else []
    seen = found[:most]
    shown = [each for each in seen if _is_wanted(each, asked)][: asked.limit]
    is_cut = is_searched and len(shown) == asked.limit
    behind = shown[-1] if is_cut else seen[-1] if len(found) > most else None
    return QueuePage(list(lines_of(session, shown, language)), (behind.since, behind.id) if behind else None)


def count_waiting(session: Session, staff: Staff) -> dict[Status, int]:
    """The number of applications in each open status; `COUNTED` + 1 means more than `COUNTED`."""
    return {status: _count(session, reach_of(staff), status) for status in OPEN}


def find_by_reference(session: Session, staff: Staff, text: str) -> Application:
    """The application whose reference is in a typed text, in any spelling. Raises NotFound, also out of reach."""
    found, reach = transitions.find_said(session, text), reach_of(staff)
    if found.is_test or not reach.has_service(found.service_code, found.agency_code):
        raise NotFound(transitions.UNKNOWN)
    return found


def reach_of(staff: Staff) -> Reach:
    """The reach of a member of staff. Raises NotFound for a national role, which has none."""
    if staff.reach is None:
        raise NotFound("a national role sees no applications")
    return staff.reach


def services_within(session: Session, reach: Reach) -> Sequence[Service]:
    """The services within a reach."""
    query = select(Service).where(Service.agency_code == reach.agency).order_by(Service.code)
    return session.scalars(query.where(Service.code.in_(reach.services)) if reach.services else query).all()


def stages_within(session: Session, reach: Reach, language: str) -> list[tuple[Stage, str]]:
    """The stages of the services within a reach, each code once, with the agency's label."""
    families = sorted({each.family for each in services_within(session, reach)})
    each_once = {(stage.status, stage.code): stage for family in families for stage in models.stages(session, family)}
    order = list(Status)
    known = sorted(each_once.values(), key=lambda stage: (order.index(stage.status), stage.code))
    return [(stage, catalogue_texts.stage_label(session, stage, language)) for stage in known]


def _is_wanted(row: Row[*tuple[object, ...]], asked: QueueQuestion) -> bool:
    is_there = asked.place.casefold() in (row.place or "").casefold()
    return is_there and asked.stage in (None, row.stage)


def _count(session: Session, reach: Reach, status: Status) -> int:
    some = select(Application.id).where(within(reach), Application.status == status).limit(COUNTED + 1)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def _record(session: Session, staff: Staff, asked: QueueQuestion, action: str, told: Mapping[str, str]) -> None:
    """Record who viewed or exported which list. The references are not recorded: they are too many."""
    filters = {
        "status": ",".join(asked.statuses) if tuple(asked.statuses) != OPEN else "",
        "stage": asked.stage or "",
        "service": asked.service or "",
        "days": str(asked.older_than or ""),
        "place": "named" if asked.place else "",
        "after": asked.after[0].isoformat() if asked.after else "",
    }
    given = {name: value for name, value in filters.items() if value}
    audit_log.record(session, actor=staff.actor, action=action, subject=staff.agency or "", **told, **given)
