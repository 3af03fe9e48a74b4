"""What the agencies' API refuses, and the problem in the answer: it names what is expected and repeats no input."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.applications import agency_reads, transitions
from app.domain.applications.applications import LONGEST_NOTE, LONGEST_PLACE
from app.domain.catalogue.models import Status
from app.domain.shared.errors import NotFound, RuleViolation
from app.domain.staff import api_keys
from app.domain.staff.reach import Reach
from tests.conftest import CALLBACK_KEY
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, alerts, recorded, refusal


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"service": "dl-renew-3"}, "/service"),
        ({"service": "no-such-service"}, "/service"),
        ({"service": ""}, "/service"),
        ({"service": "passport\0"}, "/service"),
        ({"service": None}, "/service"),
        ({"account_type": "robot"}, "/account_type"),
        ({"account_type": ["citizen"]}, "/account_type"),
        ({"id_number": "123"}, "/id_number"),
        ({"id_number": 29000001}, "/id_number"),
        ({"account_type": "foreigner", "id_number": "29-000"}, "/id_number"),
        ({"phone": "0700"}, "/phone"),
        ({"phone": "+447911123456"}, "/phone"),
        ({"phone": "0" * 60}, "/phone"),
        ({"phone": 254700000001}, "/phone"),
        ({"reference": "AB"}, "/reference"),
        ({"reference": "-ABCDE"}, "/reference"),
        ({"reference": "A" * 21}, "/reference"),
        ({"reference": "EPP1\0A1B2"}, "/reference"),
        ({"answers": "34 pages"}, "/answers"),
        ({"answers": [1]}, "/answers"),
        ({"email": "ann"}, "/email"),
        ({"email": "ann@example.com\nBcc: all@example.com"}, "/email"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_what_makes_no_sense_in_an_application(
    container: Container, dis: Agency, changes: dict[str, Any], pointer: str
) -> None:
    refusal(dis.post(APPLICATIONS, NEW | changes), 422, pointer)
    assert recorded(container) == 0


def test_another_agencys_service_and_one_that_is_not_there_look_the_same(dis: Agency) -> None:
    foreign, unknown = (dis.post(APPLICATIONS, NEW | {"service": code}) for code in ("dl-renew-3", "no-such"))
    assert foreign.data == unknown.data


def test_a_problem_never_repeats_an_id_number_or_a_phone(dis: Agency) -> None:
    secrets = ["99", "0733123", "29000001x"]
    bodies = [
        NEW | {"id_number": "99", "phone": "0733123"},
        NEW | {"29000001x": 1},
        NEW | {"account_type": "29000001x"},
        NEW | {"service": "29000001x"},
        NEW | {"reference": "29000001x!"},
        NEW | {"answers": {"29000001x": float("1e400")}},
        ["29000001x"],
    ]
    for body in bodies:
        said = refusal(dis.post(APPLICATIONS, body), 400 if "Infinity" in json.dumps(body) else 422)
        assert not any(secret in said for secret in secrets)
    answer = dis.send(APPLICATIONS, b'{"answers": {"29000001x": 1e400}}')
    assert "29000001x" not in answer.text


@pytest.mark.parametrize(
    ("changes", "pointer", "says"),
    [
        ({"status": "done"}, "/status", "'processing'"),
        ({"status": None}, "/status", ""),
        ({"stage": "no_such_stage"}, "/stage", "no stage"),
        ({"stage": "collected"}, "/stage", "of collected"),
        ({"stage": "\u00e9"}, "/stage", ""),
        ({"note": "x" * (LONGEST_NOTE + 1)}, "/note", "300"),
        ({"note": "a\0b"}, "/note", ""),
        ({"place": "x" * (LONGEST_PLACE + 1)}, "/place", "60"),
        ({"place": ["Nyayo House"]}, "/place", ""),
        ({"version": 1}, "/version", ""),
    ],
)
def test_what_makes_no_sense_in_a_move(
    container: Container, dis: Agency, changes: dict[str, Any], pointer: str, says: str
) -> None:
    dis.record(reference=REFERENCE)
    answer = dis.post(f"{APPLICATIONS}/{REFERENCE}/status", {"status": "processing"} | changes)
    assert says in refusal(answer, 422, pointer)
    assert alerts(container, REFERENCE) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"changes": []},
        {"changes": {}},
        {"changes": None},
        {"changes": [{}] * 1001},
        {"changes": [{}], "all": 1},
    ],
)
def test_what_is_no_batch(dis: Agency, body: object) -> None:
    refusal(dis.post(f"{APPLICATIONS}/status", body), 422, "/all" if "all" in json.dumps(body) else "/changes")


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic ZGlzOng=", "{key}", "Token {key}"]
)
def test_without_a_live_key_there_is_nothing(
    container: Container, client: FlaskClient, dis: Agency, header: str | None
) -> None:
    with container.database.transaction() as session:
        key = api_keys.issue_key(session, "dis", actor="test")
    headers = {} if header is None else {"Authorization": header.format(key=key)}
    for method, path in (("GET", f"{APPLICATIONS}/1"), ("POST", APPLICATIONS), ("POST", f"{APPLICATIONS}/status")):
        answer = client.open(path, method=method, headers=headers, json=NEW)
        refusal(answer, 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert recorded(container) == 0


def test_a_key_that_was_revoked_is_no_key(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    with container.database.transaction() as session:
        api_keys.revoke_all(session, "dis", actor="test")
    refusal(dis.get(f"{APPLICATIONS}/{REFERENCE}"), 401)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{}", "", 415),
        (b"service=x", "application/x-www-form-urlencoded", 415),
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"service": "\\ud800"}', "application/json", 400),
        (b'{"answers": {"a": NaN}}', "application/json", 400),
        (b'{"answers": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "application/json", 400),
        (b"[]", "application/json; charset=utf-8", 422),
        (b"null", "application/json", 422),
        (b'"x"', "application/json", 422),
        (b" " * (1024 * 1024 + 1), "application/json", 413),
    ],
)
def test_what_is_no_body(dis: Agency, body: bytes, content_type: str, status: int) -> None:
    for path in (APPLICATIONS, f"{APPLICATIONS}/status", f"{APPLICATIONS}/{REFERENCE}/status"):
        refusal(dis.send(path, body, content_type), status)


def test_a_body_in_chunks_is_read_and_measured_like_another(
    client: FlaskClient, agency_key: Callable[[str], str]
) -> None:
    """As a WSGI server hands it over: no Content-Length, and a stream that ends by itself."""

    def send(body: bytes) -> TestResponse:
        headers = {"Authorization": f"Bearer {agency_key('dis')}", "Transfer-Encoding": "chunked"}
        ends = {"wsgi.input_terminated": True}
        return client.post(
            APPLICATIONS,
            input_stream=BytesIO(body),
            content_type="application/json",
            headers=headers,
            environ_overrides=ends,
        )

    whole = json.dumps(NEW).encode()
    assert send(whole).status_code == 201
    assert send(whole.ljust(1024 * 1024)).status_code == 201
    refusal(send(whole.ljust(1024 * 1024 + 1)), 413)


def test_wrong_paths_and_verbs_are_problems_too(client: FlaskClient) -> None:
    refusal(client.get("/api/v1/nothing"), 404)
    answer = client.put(APPLICATIONS)
    refusal(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_a_failure_of_ours_is_a_problem_without_a_word_of_what_was_sent(container: Container) -> None:
    def broken() -> str:
        raise ValueError("29000001")

    app = create_app(container)
    app.add_url_rule("/api/v1/broken", view_func=broken)
    assert "29000001" not in refusal(app.test_client().get("/api/v1/broken"), 500)


def test_a_provider_is_still_answered_in_plain_text(client: FlaskClient) -> None:
    for answer in (client.post("/at/wrong/ussd"), client.get(f"/at/{CALLBACK_KEY}/sms")):
        assert answer.content_type == "text/plain; charset=utf-8"


@pytest.mark.slow
def test_a_lock_that_is_held_too_long_asks_to_try_again(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    with container.database.transaction() as session:
        transitions.find_application_of(session, REFERENCE, reach=Reach("dis"), lock=True)
        answer = dis.move(REFERENCE, "processing")
        batch = dis.post(f"{APPLICATIONS}/status", {"changes": [{"reference": REFERENCE, "status": "processing"}]})
    for each in (answer, batch):
        refusal(each, 503)
        assert each.headers["Retry-After"] == "1"
    assert dis.move(REFERENCE, "processing").status_code == 200


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
NEARLY = st.fixed_dictionaries(
    {},
    optional={
        "service": st.sampled_from(["passport-renew-34", "dl-renew-3"]) | ANY_JSON,
        "account_type": st.sampled_from(["citizen", "foreigner"]) | ANY_JSON,
        "id_number": st.sampled_from(["29000001", "X0000001"]) | ANY_JSON,
        "phone": st.sampled_from(["0700000001"]) | ANY_JSON,
        "reference": st.text(max_size=25) | st.just(REFERENCE) | ANY_JSON,
        "answers": st.dictionaries(st.text(max_size=5), ANY_JSON, max_size=3) | ANY_JSON,
        "email": st.emails() | ANY_JSON,
        "status": st.sampled_from([*map(str, Status)]) | ANY_JSON,
        "stage": st.text(max_size=10) | ANY_JSON,
        "note": st.text(max_size=320) | ANY_JSON,
        "place": st.text(max_size=70) | ANY_JSON,
        "version": st.integers() | ANY_JSON,
    },
)
BODIES = NEARLY | ANY_JSON | st.fixed_dictionaries({"changes": st.lists(NEARLY | ANY_JSON, max_size=3) | ANY_JSON})
PATHS = st.sampled_from([APPLICATIONS, f"{APPLICATIONS}/status", f"{APPLICATIONS}/{REFERENCE}/status"])


@given(path=PATHS, body=BODIES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_gets_an_answer_or_a_reason(dis: Agency, path: str, body: object) -> None:
    answer = dis.post(path, body)
    assert answer.status_code in (200, 201, 400, 404, 409, 412, 422), answer.text
    if answer.status_code >= 400:
        refusal(answer, answer.status_code)


@given(data=st.binary(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_get_a_reason(dis: Agency, data: bytes) -> None:
    refusal(answer := dis.send(APPLICATIONS, data), answer.status_code)
    assert answer.status_code in (400, 422)


def test_a_refusal_of_a_kind_that_nobody_has_thought_of_is_a_conflict_and_no_fault(
    dis: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unheard(RuleViolation):
        """A refusal that a later release may add."""

    class NeverFound(NotFound):
        """A subclass of a known refusal."""

    for kind, status in ((Unheard, 409), (NeverFound, 404)):

        def refuse(*_: object, kind: type[RuleViolation] = kind, **__: object) -> None:
            raise kind("not like this")

        monkeypatch.setattr(transitions, "apply_transition", refuse)
        monkeypatch.setattr(agency_reads, "read_for_agency", refuse)
        refusal(dis.post(f"{APPLICATIONS}/{REFERENCE}/status", {"status": "processing"}), status)
        refusal(dis.get(f"{APPLICATIONS}/{REFERENCE}"), status)
        batch = dis.post(f"{APPLICATIONS}/status", {"changes": [{"reference": REFERENCE, "status": "processing"}]})
        assert [each["code"] for each in batch.get_json()["results"]] == [status]
