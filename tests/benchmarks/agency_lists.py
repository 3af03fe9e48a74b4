"""How long an agency waits for the API: for lists of its applications among a million, and for a batch of changes.

Always on PostgreSQL, whichever database the rest is measured on: an installation of that size uses it.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode

from flask.testing import FlaskClient

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.agency_queries.application_lists import ListQuestion, page_of
from app.domain.applications.applications import Applicant
from app.domain.catalogue.models import Service, Status
from app.domain.shared.persons import AccountType
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Terms
from app.domain.staff.reach import Reach
from tests.benchmarks.report import Row
from tests.many_applications import SERVICES, fill
from tests.outgoing import phone

APPLICATIONS: Final = 1_000_000
ROUNDS: Final = 40
MOST_MS: Final = 100.0
"""Of a list, with any filter (interface: bars)."""
BATCH: Final = 1000
MOST_SECONDS: Final = 20.0
"""Of a batch: after so long the API begins no further change of it."""
PATH: Final = "/api/v1/applications"


def measure(container: Container) -> Iterator[Row]:
    """A row for each kind of list, and one for the batch."""
    until = container.database.clock()
    client = create_app(container).test_client()
    agency, one, several = (issue_key(container, services) for services in ((), SERVICES[:1], sorted({*SERVICES[:5]})))
    yield from _batch(container, client, agency)
    fill(container.settings.database, APPLICATIONS, until)
    middle = {"since": f"{until - timedelta(days=7):%Y-%m-%dT%H:%M:%SZ}"}
    lists: tuple[tuple[str, str, Mapping[str, str]], ...] = (
        ("all of an agency", agency, {}),
        ("one status", agency, {"status": Status.SUBMITTED}),
        ("three statuses", agency, {"status": "submitted,processing,needs_action"}),
        ("what has ended, from the middle", agency, {"status": Status.COLLECTED} | middle),
        ("one service", agency, {"service": SERVICES[0]}),
        ("one service, one status, 200 lines", agency, {"service": SERVICES[3], "status": "collected", "limit": "200"}),
        ("from the middle", agency, middle),
        ("a few minutes", agency, {"since": f"{until - timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}"}),
        ("a key for one service", one, {}),
        ("a key for several services, 200 lines", several, {"limit": "200"} | middle),
    )
    for name, key, query in lists:
        yield _list(client, key, name, query)
    widest = ListQuestion(200, since=until - timedelta(days=7))
    yield _in_the_database(container, Reach("dis", frozenset(SERVICES[:5])), widest)


def _list(client: FlaskClient, key: str, name: str, query: Mapping[str, str]) -> Row:
    """Request the first page of a list and those that follow, each through the whole web application."""
    spent, cost, told = [], [], dict[str, Any]()
    for _ in range(ROUNDS):
        follows = {"cursor": told["next"]} if told.get("next") else {}
        began, processor = time.perf_counter(), time.process_time()
        answer = client.get(f"{PATH}?{urlencode({**query, **follows})}", headers=_headers(key))
        spent.append(1000 * (time.perf_counter() - began))
        cost.append(1000 * (time.process_time() - processor))
        told = answer.get_json()
    lines, at_95 = len(told.get("applications", ())), sorted(spent)[ROUNDS * 95 // 100]
    result = f"p50 {median(spent):.0f} ms, p95 {at_95:.0f} ms; processor time of the web {median(cost):.0f} ms"
    reached = answer.status_code == 200 and at_95 <= MOST_MS and lines > 0
    return Row(f"list among {APPLICATIONS:,}: {name} ({lines} lines)", result, f"p95 <= {MOST_MS:.0f} ms", reached)


def _in_the_database(container: Container, reach: Reach, asked: ListQuestion) -> Row:
    """The time that PostgreSQL itself takes to plan and execute such a list."""
    spent = []
    with container.database.reading() as session:
        query = page_of(reach, asked).compile(session.get_bind(), compile_kwargs={"render_postcompile": True})
        for _ in range(ROUNDS):
            explain = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {query}"
            [plan] = session.connection().exec_driver_sql(explain, query.params).scalar_one()
            spent.append(plan["Planning Time"] + plan["Execution Time"])
    return Row("the same in PostgreSQL, planned and answered", f"p50 {median(spent):.1f} ms, at most {max(spent):.1f}")


def _batch(container: Container, client: FlaskClient, key: str) -> Iterator[Row]:
    """A thousand applications, each moved by a change of its own."""
    references = [_record(container, number) for number in range(BATCH)]
    began = time.perf_counter()
    done = move_all(client, key, references)
    seconds = time.perf_counter() - began
    result = f"{done} in {seconds:.1f} s, {1000 * seconds / max(1, done):.1f} ms each"
    yield Row(f"a batch of {BATCH:,} changes", result, f"<= {MOST_SECONDS:.0f} s", done == BATCH)


def move_all(client: FlaskClient, key: str, references: Sequence[str]) -> int:
    """Move these applications in one request, of BATCH at most; how many were moved."""
    changes = [{"reference": each, "status": "processing"} for each in references]
    answer = client.post(f"{PATH}/status", data=json.dumps({"changes": changes}), headers=_headers(key))
    return sum(each["code"] == 200 for each in answer.get_json()["results"])


def _record(container: Container, number: int) -> str:
    applicant = Applicant(AccountType.CITIZEN, f"3{number:07d}", phone(60_000_000 + number))
    with container.database.transaction() as session:
        service = session.get_one(Service, SERVICES[0])
        made = transitions.record_application(session, service, applicant, actor="bench", contacts=container.contacts)
        return made.reference


def issue_key(container: Container, services: object) -> str:
    """A key of an agency that may ask as often as it likes."""
    terms = Terms(services=tuple(services), requests_per_minute=100_000)  # type: ignore[arg-type]
    with container.database.transaction() as session:
        return api_keys.issue_key(session, "dis", actor="bench", terms=terms)


def _headers(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
