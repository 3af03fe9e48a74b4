"""A stolen or forgotten key of an agency: its scopes, its expiry, its rate limit, and the records of its use."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from structlog.testing import CapturingLogger
from werkzeug.test import TestResponse

from app.container import Container
from app.domain.applications import agency_reads
from app.domain.audit.audit_log import AuditEvent
from app.domain.shared import counters
from app.domain.shared.errors import Invalid, NotFound
from app.domain.staff import api_keys
from app.domain.staff.api_keys import DEFAULT_SCOPES, HUDUMA, OF_OLD_KEYS, ApiKey, Scope, Terms
from app.platform.observability import ALARMS, API_KEYS, API_MISSES
from app.web import guards
from tests.conftest import Clock
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, alerts, recorded, refusal, uncounted

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Issue = Callable[..., Agency]
MOVE = {"status": "processing"}
UNPRICED = "interstate-pass"
"""A service whose fee is not published, so that one may be set."""
CALLS: list[tuple[Scope, str, str, dict[str, Any] | None]] = [
    (Scope.READ_APPLICATIONS, "GET", f"{APPLICATIONS}/{REFERENCE}", None),
    (Scope.READ_APPLICATIONS, "GET", APPLICATIONS, None),
    (Scope.READ_APPLICATIONS, "GET", f"{APPLICATIONS}/{REFERENCE}/replies", None),
    (Scope.READ_APPLICATIONS, "GET", f"{APPLICATIONS}/{REFERENCE}/messages", None),
    (Scope.WRITE_APPLICATIONS, "POST", APPLICATIONS, NEW),
    (Scope.WRITE_STATUS, "POST", f"{APPLICATIONS}/{REFERENCE}/status", MOVE),
    (Scope.WRITE_STATUS, "POST", f"{APPLICATIONS}/status", {"changes": [MOVE | {"reference": REFERENCE}]}),
    (Scope.WRITE_STATUS, "POST", f"{APPLICATIONS}/{REFERENCE}/fee", {"amount_kes": 1500}),
    (Scope.READ_CATALOGUE, "GET", "/api/v1/services?q=passport", None),
    (Scope.READ_CATALOGUE, "GET", "/api/v1/services/passport-renew-34", None),
    (Scope.READ_CATALOGUE, "GET", "/api/v1/forms", None),
    (Scope.READ_CATALOGUE, "GET", "/api/v1/forms/passport-new", None),
    (Scope.READ_PAYMENTS, "GET", "/api/v1/payments", None),
    (Scope.READ_PAYMENTS, "GET", f"{APPLICATIONS}/{REFERENCE}/payments", None),
]


@pytest.fixture
def issue(container: Container, client: FlaskClient) -> Issue:
    """A function that issues a key with given terms; it returns the agency that calls with the key."""

    def made(code: str = "dis", **terms: Any) -> Agency:
        with container.database.transaction() as session:
            return Agency(client, api_keys.issue_key(session, code, actor="test", terms=Terms(**terms)))

    return made


def call(agency: Agency, verb: str, path: str, body: dict[str, Any] | None) -> TestResponse:
    return agency.get(path) if verb == "GET" else agency.post(path, body)


def trail(container: Container, action: str) -> list[tuple[str, str]]:
    """The actor and the subject of each audited action of this name, in order."""
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id))
        return [(row.actor, row.subject) for row in rows]


def refusals(why: str) -> float:
    return float(API_KEYS.labels(why)._value.get())


# Scopes


@pytest.mark.parametrize(("scope", "verb", "path", "body"), CALLS)
def test_a_key_without_the_scope_of_a_route_does_nothing_there(
    container: Container, dis: Agency, issue: Issue, scope: Scope, verb: str, path: str, body: dict[str, Any] | None
) -> None:
    dis.record(reference=REFERENCE, service=UNPRICED)
    lacking = issue(scopes=frozenset(Scope) - {scope, Scope.WRITE_ACCOUNTS})
    answer = call(lacking, verb, path, body)
    assert str(scope) in refusal(answer, 403)
    assert answer.headers["WWW-Authenticate"] == f'Bearer error=insufficient_scope, scope="{scope}"'
    assert (recorded(container), alerts(container, REFERENCE)) == (1, 1)
    assert trail(container, agency_reads.READ) == []
    alone = issue(scopes={scope})
    assert call(alone, verb, path, body).status_code in (200, 201)


def test_a_scope_missing_is_told_before_anything_is_read_of_the_body(issue: Issue) -> None:
    reader = issue(scopes={Scope.READ_APPLICATIONS})
    for body in (b"{", b'{"a": 1, "a": 2}', b""):
        refusal(reader.send(APPLICATIONS, body), 403)


def test_each_refusal_of_access_is_logged_and_names_the_key_and_no_reference(
    container: Container, dis: Agency, ntsa: Agency, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ASVS 16.3.2."""
    dis.record(reference=REFERENCE)
    lacking = issue(scopes={Scope.READ_CATALOGUE})
    log = CapturingLogger()
    for module in (guards, agency_reads):
        monkeypatch.setattr(module, "log", log)
    refusal(lacking.get(f"{APPLICATIONS}/{REFERENCE}"), 403)
    refusal(ntsa.get(f"{APPLICATIONS}/{REFERENCE}"), 404)
    refusal(ntsa.post(f"{APPLICATIONS}/{REFERENCE}/status", {"status": "ready_for_collection"}), 404)
    assert [(call.method_name, call.args, call.kwargs["key"], call.kwargs["agency"]) for call in log.calls] == [
        ("warning", ("API key lacks a scope",), lacking.key_id, "dis"),
        *[("warning", ("reference of no application of the agency",), ntsa.key_id, "ntsa")] * 2,
    ]
    assert not any(secret in str(log.calls) for secret in (REFERENCE, ntsa._key, lacking._key))


def test_a_default_key_does_all_but_accounts(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE, service=UNPRICED)
    for _, verb, path, body in CALLS:
        assert call(dis, verb, path, body).status_code in (200, 201)
    assert {Scope.WRITE_ACCOUNTS, Scope.WRITE_CALLS} == frozenset(Scope) - DEFAULT_SCOPES
    with container.database.reading() as session:
        [kept] = session.scalars(select(ApiKey.scopes))
    assert "accounts" not in (kept or "")


def test_accounts_are_for_huduma_alone(container: Container, issue: Issue) -> None:
    with pytest.raises(Invalid):
        issue("ntsa", scopes={Scope.WRITE_ACCOUNTS})
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ApiKey)) == 0
    issue(HUDUMA, scopes={Scope.WRITE_ACCOUNTS})


@pytest.mark.parametrize(
    "terms", [{"scopes": ()}, {"days": 0}, {"days": 3651}, {"name": "a\nb"}, {"requests_per_minute": 0},
              {"sms_per_hour": -1}, {"name": "x" * 61}]
)  # fmt: skip
def test_terms_that_no_key_has(issue: Issue, terms: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        issue(**terms)


def test_a_scope_of_a_newer_release_opens_nothing_here(container: Container, issue: Issue) -> None:
    agency = issue(scopes={Scope.READ_CATALOGUE})
    with container.database.transaction() as session:
        session.execute(text("UPDATE api_keys SET scopes = 'catalogue:read:all status:writes applications'"))
    for _, verb, path, body in CALLS:
        refusal(call(agency, verb, path, body), 403)


def test_a_key_from_before_scopes_goes_on_and_ends(container: Container, clock: Clock, issue: Issue) -> None:
    """The row is as an older release writes it while both releases run."""
    agency = issue()
    columns = ("public_id", "name", "scopes", "expires_at", "requests_per_minute", "sms_per_hour")
    with container.database.transaction() as session:
        session.execute(text("UPDATE api_keys SET " + ", ".join(f"{each} = NULL" for each in columns)))
    agency.record(reference=REFERENCE)
    assert agency.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["history"][0]["actor"] == agency.actor
    with container.database.transaction() as session:
        [key] = api_keys.of_agency(session, "dis")
        assert (key.sms_per_hour, key.requests_per_minute, key.scopes) == (20_000, 600, OF_OLD_KEYS)
    clock.move(days=365)
    refusal(agency.get(f"{APPLICATIONS}/{REFERENCE}"), 401)
    with container.database.transaction() as session:
        api_keys.revoke(session, "dis", key.id, actor="test")
        assert api_keys.of_agency(session, "dis")[0].revoked_at == clock.time


# Expiry and revocation


def test_a_key_ends_after_a_year_unless_another_end_was_set(
    container: Container, clock: Clock, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, month = issue(), issue(days=30)
    clock.move(days=30, seconds=-1)
    assert month.get("/api/v1/services/passport-renew-34").status_code == 200
    clock.move(seconds=1)
    monkeypatch.setattr(guards, "log", log := CapturingLogger())
    before = refusals("expired")
    answer = month.get(f"{APPLICATIONS}/{REFERENCE}")
    refusal(month.post(APPLICATIONS, NEW), 401)
    assert "expired" in refusal(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert refusals("expired") == before + 2
    assert [(call.args, call.kwargs["key"]) for call in log.calls] == [(("expired API key",), month.key_id)] * 2
    assert month._key not in str(log.calls)
    assert recorded(container) == 0
    assert year.get("/api/v1/services/passport-renew-34").status_code == 200
    clock.move(days=335)
    refusal(year.get("/api/v1/services/passport-renew-34"), 401)


def test_one_key_is_ended_and_the_others_go_on(container: Container, dis: Agency, issue: Issue, ntsa: Agency) -> None:
    leaked = issue()
    with container.database.transaction() as session:
        api_keys.revoke(session, "dis", leaked.key_id, actor="test")
    refusal(leaked.post(APPLICATIONS, NEW), 401)
    assert dis.post(APPLICATIONS, NEW).status_code == 201
    with container.database.transaction() as session, pytest.raises(NotFound):
        api_keys.revoke(session, "dis", ntsa.key_id, actor="test")
    with container.database.transaction() as session, pytest.raises(NotFound):
        api_keys.revoke(session, "dis", "no-1", actor="test")
    assert ntsa.get("/api/v1/services/passport-renew-34").status_code == 200


# Who read what


def test_each_reading_of_an_application_is_written_down_with_its_key(
    container: Container, dis: Agency, issue: Issue
) -> None:
    dis.record(reference=REFERENCE)
    thief = issue()
    for written in (REFERENCE, "epp1%20a1b2%20c3d4"):
        assert thief.get(f"{APPLICATIONS}/{written}").status_code == 200
    assert dis.get(f"{APPLICATIONS}/{REFERENCE}").status_code == 200
    assert trail(container, agency_reads.READ) == [(thief.actor, REFERENCE)] * 2 + [(dis.actor, REFERENCE)]
    assert thief.actor != dis.actor


def test_what_is_looked_for_in_vain_is_counted_and_an_operator_told(
    container: Container, dis: Agency, ntsa: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agency_reads, "SUSPICIOUS", 6)
    dis.record(reference=REFERENCE)
    before = API_MISSES._value.get()
    alarms = ALARMS.labels("references guessed with an API key")._value
    told = alarms.get()
    for guess in (REFERENCE, "EPP1-00000000", "102030405060"):
        refusal(ntsa.get(f"{APPLICATIONS}/{guess}"), 404)
        refusal(ntsa.move(guess, "processing"), 404)
    batch = {"changes": [MOVE | {"reference": REFERENCE}] * 2}
    assert ntsa.post(f"{APPLICATIONS}/status", batch).status_code == 200
    assert API_MISSES._value.get() == before + 8
    with container.database.reading() as session:
        assert counters.so_far(session, agency_reads.MISSED, ntsa.key_id, timedelta(hours=1)) == 8
        assert counters.so_far(session, agency_reads.MISSED, dis.key_id, timedelta(hours=1)) == 0
    assert alarms.get() == told + 1
    assert trail(container, agency_reads.READ) == []


def test_when_a_key_was_used_last_is_known_to_the_hour(container: Container, clock: Clock, dis: Agency) -> None:
    def used() -> list[Any]:
        with container.database.reading() as session:
            return [key.used_at for key in api_keys.of_agency(session, "dis")]

    assert used() == [None]
    first = clock.time
    for minutes in (0, 20, 39):
        clock.move(minutes=minutes)
        dis.get("/api/v1/services/passport-renew-34")
        assert used() == [first]
    clock.move(minutes=1)
    dis.get("/api/v1/services/passport-renew-34")
    assert used() == [clock.time]


# The rate limit


def test_a_key_has_its_rate_and_no_other_pays_for_it(
    container: Container, clock: Clock, issue: Issue, dis: Agency
) -> None:
    fast = issue(requests_per_minute=3)
    answers = [fast.get("/api/v1/services/passport-renew-34") for _ in range(3)]
    assert [each.status_code for each in answers] == [200] * 3
    assert [each.headers["RateLimit"] for each in answers] == [f'"requests";r={left};t=60' for left in (2, 1, 0)]
    assert {each.headers["RateLimit-Policy"] for each in answers} == {'"requests";q=3;w=60'}
    for verb, path, body in [("POST", APPLICATIONS, NEW), ("GET", "/api/v1/services?q=x", None)] * 2:
        answer = call(fast, verb, path, body)
        refusal(answer, 429)
        assert answer.headers["Retry-After"] == "60"
        assert answer.headers["RateLimit"] == '"requests";r=0;t=60'
    assert recorded(container) == 0
    assert dis.post(APPLICATIONS, NEW).status_code == 201
    clock.move(seconds=61)
    assert fast.post(APPLICATIONS, NEW).status_code == 201


def test_what_is_refused_counts_too(issue: Issue) -> None:
    """Guesses and refused requests use up the rate limit like any other request."""
    reader = issue(requests_per_minute=4, scopes={Scope.READ_APPLICATIONS})
    statuses = [reader.get(f"{APPLICATIONS}/EPP1-0000000{n}").status_code for n in range(2)]
    statuses += [reader.post(APPLICATIONS, NEW).status_code for _ in range(3)]
    assert statuses == [404, 404, 403, 403, 429]


def test_a_batch_is_one_request(dis: Agency, issue: Issue) -> None:
    dis.record(reference=REFERENCE)
    slow = issue(requests_per_minute=1)
    changes = [{"reference": REFERENCE, "status": "processing", "stage": each} for each in ("printed", "dispatched")]
    answer = slow.post(f"{APPLICATIONS}/status", {"changes": changes})
    assert [each["code"] for each in answer.get_json()["results"]] == [200, 200]
    refusal(slow.post(f"{APPLICATIONS}/status", {"changes": changes}), 429)


def test_an_unknown_key_writes_nothing(container: Container, client: FlaskClient) -> None:
    """A caller without a valid key cannot cause a write to the database."""

    def rows() -> int:
        with container.database.reading() as session:
            return session.scalar(select(func.count()).select_from(counters.Tally)) or 0

    for _ in range(3):
        refusal(Agency(client, "lango-dis-" + "x" * 43).post(APPLICATIONS, NEW), 401)
    assert rows() == 0


# References of another agency


def test_another_agencys_reference_is_answered_like_one_that_is_nobodys(
    container: Container, dis: Agency, ntsa: Agency
) -> None:
    """For a read, a move, a batch, with an Idempotency-Key and with a version, the answer has the same bytes."""
    dis.record(reference=REFERENCE)
    unknown = "EPP1-ZZZZZZZ9"

    def seen(path: str, body: object = None, **headers: str) -> list[tuple[int, bytes, list[tuple[str, str]]]]:
        found = []
        for reference in (REFERENCE, unknown):
            told = json.loads(json.dumps(body).replace("{}", reference))
            where = path.format(reference)
            named = {name: value.format(reference) for name, value in headers.items()}
            for _ in range(2):
                answer = ntsa.get(where) if body is None else ntsa.post(where, told, **named)
                found.append((answer.status_code, answer.data.replace(reference.encode(), b"X"), uncounted(answer)))
        return found

    for first, again, other, other_again in (
        seen(f"{APPLICATIONS}/{{}}"),
        seen(f"{APPLICATIONS}/{{}}/status", MOVE),
        seen(f"{APPLICATIONS}/{{}}/status", MOVE, if_match="1"),
        seen(f"{APPLICATIONS}/{{}}/status", MOVE | {"stage": "no_such_stage"}, if_match="9"),
        seen(f"{APPLICATIONS}/{{}}/status", MOVE, idempotency_key="k-{}"),
        seen(f"{APPLICATIONS}/status", {"changes": [MOVE | {"reference": "{}", "version": 1}]}),
        seen(f"{APPLICATIONS}/status", {"changes": [MOVE | {"reference": "{}"}]}, idempotency_key="b-{}"),
        seen(f"{APPLICATIONS}", NEW | {"service": "dl-renew-3", "reference": "{}"}),
    ):
        assert (first, again) == (other, other_again)
    assert alerts(container, REFERENCE) == 1
