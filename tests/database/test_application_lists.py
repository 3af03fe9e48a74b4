"""Lists of applications: all pages equal a plain query of the table, and each is read from ranges of an index."""

import random
from datetime import timedelta
from typing import Any, Final

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import applications
from app.domain.applications.agency_queries import application_lists
from app.domain.applications.agency_queries.application_lists import ListQuestion, page_of
from app.domain.applications.applications import Application
from app.domain.catalogue.models import Status
from app.domain.staff.reach import Reach
from tests.conftest import MONDAY, Clock
from tests.database.applying import found
from tests.database.holder import PHONE, do
from tests.database.proofs import filed
from tests.many_applications import fill

RENEW, NEW, OTHER = "passport-renew-34", "passport-new-34", "dl-renew-3"
REACHES: Final = (
    Reach("dis"),
    Reach("ntsa"),
    Reach("dis", frozenset({RENEW})),
    Reach("dis", frozenset({RENEW, NEW})),
    Reach("dis", is_test=True),
    Reach("dis", frozenset({NEW}), is_test=True),
)


def scattered(session: Session, template: Application) -> None:
    """Add applications of all kinds, many of which changed at the same moment."""
    draw = random.Random(10)
    columns = [each.key for each in Application.__table__.columns if each.key != "id"]
    for number in range(60):
        row = {name: getattr(template, name) for name in columns}
        service = draw.choice((RENEW, NEW, OTHER))
        reference = f"{number:012d}"
        session.add(
            Application(
                **row
                | {
                    "reference": reference,
                    "lookup": reference,
                    "service_code": service,
                    "agency_code": "ntsa" if service == OTHER else "dis",
                    "status": draw.choice(list(Status)),
                    "since": MONDAY + timedelta(minutes=draw.randrange(12)),
                    "is_test": draw.random() < 0.3,
                }
            )
        )


def plainly(session: Session, reach: Reach, asked: ListQuestion) -> list[str]:
    """The references of a list, by a plain query of the table."""
    rows = session.scalars(select(Application).where(applications.within(reach))).all()
    kept = [
        (each.since, each.id, each.reference)
        for each in rows
        if each.status in (asked.statuses or list(Status))
        and asked.service in (None, each.service_code)
        and (asked.since is None or each.since >= asked.since)
        and (asked.until is None or each.since < asked.until)
    ]
    return [reference for *_, reference in sorted(kept)]


def by_pages(session: Session, reach: Reach, asked: ListQuestion) -> list[str]:
    """The references of all pages, one after the other."""
    told: list[str] = []
    after = None
    while True:
        page = ListQuestion(asked.limit, asked.statuses, asked.service, asked.since, asked.until, after)
        rows = session.execute(page_of(reach, page)).all()
        assert len(rows) <= asked.limit + 1
        told += [each.reference for each in rows[: asked.limit]]
        if len(rows) <= asked.limit:
            return told
        after = (rows[asked.limit - 1].since, rows[asked.limit - 1].id)


def test_all_pages_together_are_what_there_is_each_once(container: Container) -> None:
    reference = filed(container, phone=PHONE)
    do(container, lambda session: scattered(session, found(session, reference)))
    draw = random.Random(10)
    moments = [None, *(MONDAY + timedelta(minutes=each) for each in (0, 4, 8))]
    with container.database.reading() as session:
        for reach in REACHES:
            for _ in range(4):
                statuses = draw.sample(list(Status), draw.choice((0, 1, 3)))
                service = draw.choice((None, *(sorted(reach.services) or [RENEW])))
                asked = ListQuestion(draw.choice((1, 4, 50)), statuses, service, draw.choice(moments),
                                     draw.choice(moments))  # fmt: skip
                assert by_pages(session, reach, asked) == plainly(session, reach, asked), (reach, asked)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_change_that_is_seen_late_is_not_missed(container: Container, clock: Clock) -> None:
    """Its time is before what was listed, but it is committed later: the next list, from `settled` on, has it."""
    reference = filed(container, phone=PHONE)
    key: Any = do(container, _key)
    with container.database.transaction() as slow:
        row = found(slow, reference)
        row.since, row.version = clock.time, 2
        slow.flush()
        clock.move(seconds=30)
        filed(container, phone=PHONE, number="29000002")
        page = do(container, application_lists.list_applications, key, ListQuestion(50))
        assert [each.version for each in page.lines] == [1, 1]
    clock.move(seconds=1)
    again = do(container, application_lists.list_applications, key, ListQuestion(50, since=page.settled))
    assert (reference, 2) in [(each.reference, each.version) for each in again.lines]


def _key(session: Session) -> Any:
    from app.domain.staff import api_keys

    return api_keys.find_key(session, api_keys.issue_key(session, "dis", actor="test"))


MANY: Final = 120_000
LONGEST: Final = 50


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_each_list_reads_as_many_rows_as_it_has_lines_however_many_there_are(container: Container) -> None:
    """Each query reads ranges of an index, and twice the rows of a page at most; it never scans the table."""
    fill(container.settings.database, MANY, MONDAY)
    middle = MONDAY - timedelta(hours=20)
    questions = [
        (reach, ListQuestion(LONGEST, statuses, service, since, until, after))
        for reach in REACHES
        for statuses in ((), (Status.SUBMITTED,), (Status.COLLECTED, Status.NEEDS_ACTION))
        for service in (None, *sorted(reach.services))
        for since, until, after in (
            (None, None, None),
            (middle, None, None),
            (None, middle, None),
            (middle, None, (middle, 60_000)),
            (MONDAY - timedelta(minutes=2), None, None),
        )
    ]
    with container.database.reading() as session:
        for reach, asked in questions:
            _check_plan(session, reach, asked)


def _check_plan(session: Session, reach: Reach, asked: ListQuestion) -> None:
    dialect = session.get_bind().dialect
    query = page_of(reach, asked).compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    plan = session.connection().exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", query.params).scalar_one()
    for node in _nodes(plan[0]["Plan"]):
        if node.get("Relation Name") != "applications":
            continue
        assert node["Node Type"] in ("Index Scan", "Index Only Scan", "Bitmap Heap Scan"), (reach, asked, node)
        read = node["Actual Rows"] + sum(value for name, value in node.items() if name.startswith("Rows Removed"))
        assert read <= 2 * (LONGEST + 1), (reach, asked, node)


def _nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(each for part in node.get("Plans", []) for each in _nodes(part))]
