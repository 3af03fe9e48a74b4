"""An agency lists its applications, and those that changed: page by page, within reach, without personal data."""

import json
from collections.abc import Callable
from itertools import chain
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.applications.agency_queries.application_lists import LISTED
from app.domain.audit.audit_log import AuditEvent
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Terms
from app.web.api import cursors
from tests.conftest import MONDAY, Clock
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Issue = Callable[..., Agency]
RENEW, NEW_ONE, LICENCE = "passport-renew-34", "passport-new-34", "dl-renew-3"
TEST_PHONE: Final = "+254700000077"


@pytest.fixture
def issue(container: Container, client: FlaskClient) -> Issue:
    """A function that issues a key with given terms; it returns the agency that calls with the key."""

    def made(code: str = "dis", **terms: Any) -> Agency:
        with container.database.transaction() as session:
            return Agency(client, api_keys.issue_key(session, code, actor="test", terms=Terms(**terms)))

    return made


def ask(agency: Agency, **query: object) -> dict[str, Any]:
    answer = agency.get(f"{APPLICATIONS}?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def listed(agency: Agency, **query: object) -> list[str]:
    return [each["reference"] for each in ask(agency, **query)["applications"]]


def pages(agency: Agency, **query: object) -> list[list[str]]:
    """The references on each page, up to the last page."""
    found, cursor = [], None
    while True:
        told = ask(agency, **query, **({"cursor": cursor} if cursor else {}))
        found.append([each["reference"] for each in told["applications"]])
        cursor = told["next"]
        if cursor is None:
            return found


def some(agency: Agency, clock: Clock, count: int, **changes: object) -> list[str]:
    """Record `count` applications, one a minute; their references."""
    references = []
    for _ in range(count):
        references.append(agency.record(**changes)["reference"])
        clock.move(minutes=1)
    return references


def test_a_list_tells_where_each_stands_and_nothing_about_people(
    container: Container, clock: Clock, dis: Agency
) -> None:
    dis.record(reference=REFERENCE, email="ann@example.com", answers={"q": "Answercanary"})
    clock.move(hours=1)
    dis.move(REFERENCE, "processing", stage="printed", note="Notecanary.")
    answer = dis.get(APPLICATIONS)
    assert answer.get_json() == {
        "applications": [
            {
                "reference": REFERENCE,
                "status": "processing",
                "stage": "printed",
                "stage_label": "Passport printed",
                "service": RENEW,
                "version": 2,
                "since": "2026-11-23T10:00:00Z",
                "place": None,
                "created_at": "2026-11-23T09:00:00Z",
            }
        ],
        "next": None,
        "as_of": "2026-11-23T09:58:00Z",
    }
    for canary in ("29000001", "700000001", "ann@", "Answercanary", "Notecanary"):
        assert canary not in answer.text


def test_what_changed_longest_ago_comes_first_and_pages_have_each_once(clock: Clock, dis: Agency) -> None:
    references = some(dis, clock, 7)
    dis.move(references[2], "processing")
    wanted = [each for each in references if each != references[2]] + [references[2]]
    for limit in (1, 2, 3, 6, 7, 8):
        assert [*chain(*pages(dis, limit=limit))] == wanted, limit
    assert [len(page) for page in pages(dis, limit=3)] == [3, 3, 1]
    assert [len(page) for page in pages(dis, limit=7)] == [7], "no empty page behind the last line"


def test_what_changed_at_the_same_moment_is_not_lost_between_pages(dis: Agency) -> None:
    references = [dis.record()["reference"] for _ in range(5)]
    assert pages(dis, limit=2) == [references[:2], references[2:4], references[4:]]


def test_by_status_one_or_several(clock: Clock, dis: Agency) -> None:
    first, second, third = some(dis, clock, 3)
    dis.move(first, "processing")
    dis.move(second, "needs_action", note="Which hospital was it?")
    assert listed(dis, status="submitted") == [third]
    assert set(listed(dis, status=["processing", "submitted"])) == {first, third}
    assert set(listed(dis, status="processing, needs_action")) == {first, second}
    assert listed(dis, status="collected") == []
    assert set(listed(dis, status=["processing,needs_action", "processing", "submitted"])) == {first, second, third}


def test_by_service(clock: Clock, dis: Agency) -> None:
    [first], [second] = some(dis, clock, 1), some(dis, clock, 1, service=NEW_ONE)
    assert listed(dis, service=RENEW) == [first]
    assert listed(dis, service=NEW_ONE) == [second]
    assert listed(dis, service=NEW_ONE, status="processing") == []


def test_from_and_to_a_moment(clock: Clock, dis: Agency) -> None:
    first, second, third = some(dis, clock, 3)
    assert listed(dis, since="2026-11-23T09:01:00Z") == [second, third]
    assert listed(dis, until="2026-11-23T09:01:00Z") == [first]
    assert listed(dis, since="2026-11-23T12:01:00+03:00", until="2026-11-23T12:02:00+03:00") == [second]
    assert listed(dis, since="2026-11-23T09:02:00.000001Z") == []


@pytest.mark.parametrize("since", ["2026-11-23T12:01:00+03:00", "2026-11-23T12:01:00%2B03:00", "2026-11-23t09:01:00z",
                                   "2026-11-23T09:00:60Z", "2026-11-23T04:01:00.0000009-05:00"])  # fmt: skip
def test_a_moment_is_read_as_it_is_written_in_the_standard(clock: Clock, dis: Agency, since: str) -> None:
    """Also with a `+` that was decoded to a blank, and with a leap second."""
    _, second = some(dis, clock, 2)
    told = dis.get(f"{APPLICATIONS}?since={since}").get_json()
    assert [each["reference"] for each in told["applications"]] == [second]


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-12:00"])
def test_the_ends_of_time_are_times(dis: Agency, since: str) -> None:
    dis.record()
    found = dis.get(f"{APPLICATIONS}?since={since}").get_json()["applications"]
    assert len(found) == (since[0] == "0")


@pytest.mark.parametrize(
    "query",
    [
        "since=", "since=yesterday", "since=2026-11-23", "since=2026-11-23T09:00:00", "since=2026-02-30T09:00:00Z",
        "since=2026-11-23T24:00:00Z", "since=2026-11-23%2009:00:00Z", "since=2026-11-23T09:00:00Z&since=2026",
        "since=2026-11-23T09:00:00.Z", "since=2026-11-23T09:00:00%2B25:00", "since=%D9%A22026-11-23T09:00:00Z",
        "since=1763888400", "until=0000-01-01T00:00:00Z", "until=%00", "status=", "status=done", "status=Submitted",
        "status=submitted,", "status=submitted&status=", "limit=0", "limit=201", "limit=050", "cursor=", "cursor=x",
        "cursor=%00", "cursor=bnVsbA", "cursor=" + "A" * 5000,
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_names_the_parameter(dis: Agency, query: str) -> None:
    detail = refusal(dis.get(f"{APPLICATIONS}?{query}"), 400)
    assert detail.startswith(query.partition("=")[0] + ":")


def test_a_cursor_goes_on_with_its_own_question_only(clock: Clock, dis: Agency) -> None:
    some(dis, clock, 3)
    cursor = ask(dis, limit=1, status="submitted")["next"]
    assert len(listed(dis, limit=50, status="submitted", cursor=cursor)) == 2, "the limit is free"
    for other in ({}, {"status": "processing"}, {"status": "submitted", "service": RENEW},
                  {"status": "submitted", "since": "2026-11-23T09:00:00Z"}):  # fmt: skip
        refusal(dis.get(f"{APPLICATIONS}?{urlencode({'cursor': cursor, **other})}"), 400)


def test_a_cursor_that_was_made_up_leads_nowhere_else(clock: Clock, dis: Agency, ntsa: Agency) -> None:
    """Whatever a cursor holds, it is a position in the caller's own list."""
    some(dis, clock, 3)
    ntsa.record(service=LICENCE, reference=None)
    _, _, as_of, question = cursors.decode(ask(dis, limit=1)["next"], (type(MONDAY), int, type(MONDAY), str))
    forged = cursors.encode(MONDAY.replace(year=2000), 0, as_of, question)
    assert len(listed(dis, cursor=forged)) == 3
    assert len(listed(ntsa, cursor=forged)) == 1
    assert listed(dis, cursor=cursors.encode(MONDAY.replace(year=9999), cursors.LARGEST, as_of, question)) == []


# Reading on from `as_of`


def read_on(agency: Agency, clock: Clock, since: str | None) -> tuple[dict[str, int], str]:
    """All pages from `since`, three minutes between them: the version of each application, and the next `since`."""
    asked = {"limit": "2"} | ({"since": since} if since else {})
    told = ask(agency, **asked)
    as_of, found = told["as_of"], list(told["applications"])
    while told["next"]:
        clock.move(minutes=3)
        told = ask(agency, **asked, cursor=told["next"])
        assert told["as_of"] == as_of, "the first page's: what is late may lie before what was read"
        found += told["applications"]
    return {each["reference"]: each["version"] for each in found}, as_of


def test_asked_again_from_as_of_nothing_is_missed(clock: Clock, dis: Agency) -> None:
    """An application may be listed twice, with the version that the caller knows already."""
    references = some(dis, clock, 5)
    known, since = read_on(dis, clock, None)
    assert known == dict.fromkeys(references, 1)
    for number in range(8):
        assert dis.move(references[number % 5], "processing", stage=("printed", "dispatched")[number // 5])
        told, since = read_on(dis, clock, since)
        assert 1 <= len(told) < 5, "what has not changed of late is not told again"
        known |= told
    assert known == {each: 3 if place < 3 else 2 for place, each in enumerate(references)}


def test_as_of_is_never_behind_until(clock: Clock, dis: Agency) -> None:
    clock.move(hours=1)
    assert ask(dis, until="2026-11-23T09:30:00Z")["as_of"] == "2026-11-23T09:30:00Z"
    assert ask(dis, until="2026-11-23T10:30:00Z")["as_of"] == "2026-11-23T09:58:00Z"


# Reach


def test_another_agencys_are_not_in_it(clock: Clock, dis: Agency, ntsa: Agency) -> None:
    [mine], [theirs] = some(dis, clock, 1), some(ntsa, clock, 1, service=LICENCE)
    assert (listed(dis), listed(ntsa)) == ([mine], [theirs])


def test_another_agencys_service_and_one_that_is_not_there_look_the_same(
    dis: Agency, ntsa: Agency, issue: Issue
) -> None:
    ntsa.record(service=LICENCE)
    alone = issue(services={NEW_ONE})
    for agency, codes in ((dis, (LICENCE, "no-such", "%00", "x" * 5000)), (alone, (RENEW, LICENCE, "no-such"))):
        answers = [agency.get(f"{APPLICATIONS}?service={code}") for code in codes]
        for answer in answers:
            refusal(answer, 422, "/service")
        assert len({answer.data for answer in answers}) == 1
    assert alone.get(f"{APPLICATIONS}?service={NEW_ONE}").status_code == 200


def test_a_key_for_some_services_lists_those(clock: Clock, dis: Agency, issue: Issue) -> None:
    [first], [second] = some(dis, clock, 1), some(dis, clock, 1, service=NEW_ONE)
    assert listed(issue(services={RENEW})) == [first]
    assert listed(issue(services={NEW_ONE, RENEW}), limit=1) == [first]
    assert listed(issue(services={NEW_ONE, RENEW})) == [first, second]
    assert listed(issue(services={NEW_ONE}), status="processing") == []


def test_test_applications_are_listed_to_test_keys_only(clock: Clock, dis: Agency, issue: Issue) -> None:
    trying = issue(test_phone=TEST_PHONE)
    trying_one = issue(test_phone=TEST_PHONE, services={NEW_ONE})
    [real], [test] = some(dis, clock, 1), some(trying, clock, 1)
    [other] = some(trying_one, clock, 1, service=NEW_ONE)
    assert listed(dis) == [real]
    assert listed(trying) == [test, other]
    assert listed(trying, service=RENEW) == [test]
    assert listed(trying_one) == [other]


# The audit trail


def test_a_list_is_one_row_of_the_audit_trail(container: Container, clock: Clock, dis: Agency) -> None:
    some(dis, clock, 3)
    told = ask(dis, status="submitted", service=RENEW, since="2026-11-23T09:00:00Z", limit=2)
    ask(dis, status="submitted", service=RENEW, since="2026-11-23T09:00:00Z", limit=2, cursor=told["next"])
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action == LISTED).order_by(AuditEvent.id)).all()
        first = {"status": "submitted", "service": RENEW, "since": "2026-11-23T09:00:00+00:00", "lines": "2"}
        assert [(each.actor, each.subject, each.details) for each in rows] == [
            (dis.actor, "dis", first),
            (dis.actor, "dis", first | {"after": "2026-11-23T09:01:00+00:00", "lines": "1"}),
        ]
        assert NEW["id_number"] not in json.dumps([each.details for each in rows])


def test_what_is_refused_is_no_row(container: Container, dis: Agency) -> None:
    refusal(dis.get(f"{APPLICATIONS}?service=no-such"), 422)
    with container.database.reading() as session:
        assert session.scalars(select(AuditEvent).where(AuditEvent.action == LISTED)).all() == []
