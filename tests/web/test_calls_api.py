"""A call centre at the API: it reads call requests with the full phone numbers, each reading is audited, and a request
is done once."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.staff import api_keys
from app.domain.staff.api_keys import HUDUMA, Scope, Terms
from app.domain.subscribers import call_requests
from app.domain.subscribers.call_requests import CallRequest, Topic
from tests.conftest import Clock
from tests.database.holder import PHONE, STRANGER, do
from tests.web.agency import Agency, refusal

CALLS: Final = "/api/v1/call-requests"
ONE: Final = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Issue = Callable[..., Agency]


@pytest.fixture
def issue(container: Container, client: FlaskClient) -> Issue:
    """A function that issues a key for call requests, with given terms; it returns the agency."""

    def made(**terms: Any) -> Agency:
        wanted = Terms(**{"scopes": {Scope.WRITE_CALLS}} | terms)
        with container.database.transaction() as session:
            return Agency(client, api_keys.issue_key(session, HUDUMA, actor="test", terms=wanted))

    return made


@pytest.fixture
def centre(issue: Issue) -> Agency:
    """A call centre."""
    return issue()


@pytest.fixture
def two(container: Container, clock: Clock) -> list[str]:
    """The ids of two requests, the oldest first."""
    do(container, call_requests.request_call, PHONE, Topic.PAYMENT, "en")
    clock.move(minutes=1)
    do(container, call_requests.request_call, STRANGER, Topic.ACCOUNT, "sw")
    clock.move(minutes=1)
    with container.database.reading() as session:
        return [*session.scalars(select(CallRequest.id).order_by(CallRequest.asked_at))]


def listed(agency: Agency, query: str = "") -> list[dict[str, Any]]:
    answer = agency.get(f"{CALLS}?{query}")
    assert answer.status_code == 200, answer.text
    return list(answer.get_json()["call_requests"])


def done(agency: Agency, call: str, **headers: str) -> Any:
    return agency.send(f"{CALLS}/{call}/done", b"", **headers)


def trail(container: Container) -> list[tuple[str, str, str]]:
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action.like("call.%")).order_by(AuditEvent.id))
        return [(row.actor, row.action, row.subject) for row in rows]


def test_the_open_ones_are_told_oldest_first_and_each_is_written_down(
    container: Container, centre: Agency, two: list[str]
) -> None:
    first, second = two
    assert listed(centre) == [
        {"id": first, "phone": PHONE, "language": "en", "topic": "payment", "asked_at": "2026-11-23T09:00:00Z"},
        {"id": second, "phone": STRANGER, "language": "sw", "topic": "account", "asked_at": "2026-11-23T09:01:00Z"},
    ]
    assert trail(container) == [(centre.actor, "call.shown", f"call:{each}") for each in two]


@ONE
def test_no_more_are_shown_and_written_down_than_are_asked_for(
    container: Container, centre: Agency, two: list[str]
) -> None:
    assert [each["id"] for each in listed(centre, "limit=1")] == two[:1]
    assert len(trail(container)) == 1
    for limit in ("0", "201", "all"):
        refusal(centre.get(f"{CALLS}?limit={limit}"), 400)


def test_who_was_called_is_done_once_however_often_it_is_said(
    container: Container, centre: Agency, two: list[str], clock: Clock
) -> None:
    first = done(centre, two[0])
    assert (first.status_code, first.get_json()) == (200, {"id": two[0], "done_at": "2026-11-23T09:02:00Z"})
    clock.move(minutes=5)
    assert done(centre, two[0]).data == first.data
    assert [each["id"] for each in listed(centre)] == two[1:]
    assert [each for each in trail(container) if each[1] == "call.done"] == [
        (centre.actor, "call.done", f"call:{two[0]}")
    ]


@ONE
def test_a_copy_under_one_key_is_answered_alike(centre: Agency, two: list[str]) -> None:
    first, again = (done(centre, two[0], idempotency_key="k1") for _ in range(2))
    assert (first.data, again.headers["Idempotent-Replayed"]) == (again.data, "true")
    refusal(done(centre, two[1], idempotency_key="k1"), 422)
    assert [each["id"] for each in listed(centre)] == two[1:]


@ONE
def test_a_number_that_no_key_opens_hides_no_other(container: Container, centre: Agency, two: list[str]) -> None:
    with container.database.transaction() as session:
        session.get_one(CallRequest, two[0]).phone_sealed = b"damaged"
    assert [each["phone"] for each in listed(centre)] == [None, STRANGER]


@pytest.mark.parametrize("call", ["00000000", "no-such-call", "%00", "a/b", "0A1B2C3D", "%F0%9F%90%95"])
def test_an_unknown_request_is_not_there(centre: Agency, call: str) -> None:
    assert refusal(done(centre, call), 404) == "there is no such request"


@ONE
def test_no_key_has_the_scope_that_does_not_name_it(dis: Agency, two: list[str]) -> None:
    for answer in (dis.get(CALLS), done(dis, two[0])):
        assert "calls:write" in refusal(answer, 403)
        assert PHONE not in answer.text
