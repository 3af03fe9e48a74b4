"""The agencies' API: what it does, what it refuses and how it says so, on both databases."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain import api_keys, casework, messages
from app.domain.applications import LONGEST_NOTE, LONGEST_PLACE, Application
from app.domain.audit import AuditEvent
from app.domain.catalogue import Status
from app.house import House
from app.web import problems
from tests.conftest import CALLBACK_KEY
from tests.web.agency import APPLICATIONS, NEW, Agency, alerts, recorded

REFERENCE = "EPP1-A1B2C3D4"


@pytest.fixture
def dis(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """The agency of the passports."""
    return Agency.of(client, agency_key)


@pytest.fixture
def ntsa(client: FlaskClient, agency_key: Callable[[str], str]) -> Agency:
    """Another agency."""
    return Agency.of(client, agency_key, "ntsa")


def refusal(answer: TestResponse, status: int, pointer: str | None = None) -> str:
    """What a problem says; that it is one, and points where it should."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == problems.MEDIA_TYPE
    told = answer.get_json()
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert told["title"]
    if pointer is not None:
        assert pointer in [each["pointer"] for each in told["errors"]]
    return str(told["detail"])


def test_an_application_is_recorded_and_its_phone_told(house: House, dis: Agency) -> None:
    answer = dis.post(APPLICATIONS, NEW | {"answers": {"pages": 34}, "email": "ann@example.com"})
    told = answer.get_json()
    assert answer.status_code == 201
    assert re.fullmatch(r"[0-9]{12}", told["reference"])
    assert answer.headers["Location"] == f"{APPLICATIONS}/{told['reference']}"
    assert answer.headers["ETag"] == '"1"'
    assert told == {
        "reference": told["reference"],
        "status": "submitted",
        "stage": "submitted",
        "stage_label": "Submitted",
        "service": "passport-renew-34",
        "version": 1,
        "since": "2026-11-23T09:00:00Z",
        "place": None,
        "note": None,
    }
    with house.database.transaction() as session:
        [application] = session.scalars(select(Application).where(Application.reference == told["reference"]))
        event = session.scalars(select(AuditEvent).where(AuditEvent.subject == told["reference"])).one()
        assert (event.actor, event.action) == ("agency:dis", "application.submitted")
        assert application.agency_code == "dis"
    assert alerts(house, told["reference"]) == 2, "an SMS and an e-mail"


def test_the_phone_is_read_as_people_write_it(house: House, dis: Agency) -> None:
    for written in ("+254700000001", "254700000001", "0700000001", " 0700 000-001 "):
        dis.record(phone=written)
    with house.database.reading() as session:
        assert len(set(session.scalars(select(Application.phone_index)))) == 1


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
    house: House, dis: Agency, changes: dict[str, Any], pointer: str
) -> None:
    refusal(dis.post(APPLICATIONS, NEW | changes), 422, pointer)
    assert recorded(house) == 0


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


def test_an_agencys_own_reference_is_found_however_it_is_written(dis: Agency) -> None:
    assert dis.record(reference=" epp1-a1b2c3d4 ")["reference"] == REFERENCE
    assert dis.record(reference="CPR/2020/1234")["reference"] == "CPR/2020/1234"
    for written in (REFERENCE, "epp1a1b2c3d4", "EPP1%20A1B2%20C3D4", "EPPI-A1B2C3D4"):
        assert dis.get(f"{APPLICATIONS}/{written}").get_json()["reference"] == REFERENCE
    for written in ("CPR/2020/1234", "CPR%2F2020%2F1234", "cpr-2020-1234"):
        assert dis.get(f"{APPLICATIONS}/{written}").status_code == 200
    assert dis.move("CPR/2020/1234", "processing").status_code == 200


def test_a_reference_that_is_taken(house: House, dis: Agency, ntsa: Agency) -> None:
    dis.record(reference=REFERENCE)
    refusal(dis.post(APPLICATIONS, NEW | {"reference": "EPP1 A1B2C3D4".replace(" ", "/")}), 409, "/reference")
    refusal(ntsa.post(APPLICATIONS, NEW | {"service": "dl-renew-3", "reference": REFERENCE}), 409, "/reference")
    assert recorded(house) == 1


def test_the_history_is_read_oldest_first(dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "processing", stage="printed", note="Printed\non Monday.")
    dis.move(REFERENCE, "ready_for_collection", stage="ready", place="Nyayo House")
    answer = dis.get(f"{APPLICATIONS}/{REFERENCE}")
    told = answer.get_json()
    assert answer.headers["ETag"] == '"3"'
    assert (told["stage_label"], told["place"], told["note"]) == ("Ready for collection", "Nyayo House", None)
    steps = [(each["version"], each["stage"], each["place"], each["note"]) for each in told["history"]]
    assert steps == [
        (1, "submitted", None, None),
        (2, "printed", None, "Printed on Monday."),
        (3, "ready", "Nyayo House", None),
    ]
    assert {each["actor"] for each in told["history"]} == {"agency:dis"}


def test_an_application_is_moved_and_its_phone_told(house: House, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    answer = dis.move(REFERENCE, "processing", stage="printed", place=" ", note="")
    told = answer.get_json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (told["status"], told["stage"], told["stage_label"]) == ("processing", "printed", "Passport printed")
    assert (told["place"], told["note"]) == (None, None)
    assert dis.move(REFERENCE, "processing", stage="dispatched").status_code == 200, "a stage of the same status"
    assert alerts(house, REFERENCE) == 3
    with house.database.reading() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.subject == REFERENCE)).all()
    assert [(each.actor, each.details["version"]) for each in events] == [
        ("agency:dis", f"{n}") for n in (1, 2, 3)
    ]


def test_each_move_of_the_table_and_no_other(dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    for status in ("collected", "completed", "ready_for_collection", "submitted"):
        refusal(dis.move(REFERENCE, status), 409)
    for status in ("awaiting_payment", "submitted", "processing", "ready_for_collection", "collected"):
        assert dis.move(REFERENCE, status).get_json()["status"] == status
        refusal(dis.move(REFERENCE, status), 409)
    for status in map(str, Status):
        refusal(dis.move(REFERENCE, status), 409)
    assert dis.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["version"] == 6


def test_another_agencys_application_and_one_that_is_not_there_look_the_same(
    house: House, dis: Agency, ntsa: Agency
) -> None:
    dis.record(reference=REFERENCE)
    for path in (f"{APPLICATIONS}/{REFERENCE}", f"{APPLICATIONS}/EPP1-NOWHERE0", f"{APPLICATIONS}/A%00B"):
        refusal(ntsa.get(path), 404)
        assert ntsa.get(path).data == ntsa.get(f"{APPLICATIONS}/102030405060").data
    for reference in (REFERENCE, "EPP1-NOWHERE0", "A%00B"):
        answer = ntsa.move(reference, "processing")
        refusal(answer, 404)
        assert (answer.data, [*answer.headers]) == (
            (twin := ntsa.move("1020", "processing")).data,
            [*twin.headers],
        )
    assert alerts(house, REFERENCE) == 1


@pytest.mark.parametrize("known", ["1", '"1"', "*", ' "1" '])
def test_a_version_that_is_the_present_one(dis: Agency, known: str) -> None:
    dis.record(reference=REFERENCE)
    assert dis.move(REFERENCE, "processing", headers={"if_match": known}).status_code == 200


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ("2", 412),
        ('"0"', 412),
        ('"999999999"', 412),
        ("abc", 400),
        ('"1', 400),
        ("-1", 400),
        ('"1", "2"', 400),
        ("", 400),
    ],
)
def test_a_version_that_is_not(house: House, dis: Agency, known: str, status: int) -> None:
    dis.record(reference=REFERENCE)
    refusal(dis.move(REFERENCE, "processing", headers={"if_match": known}), status)
    assert alerts(house, REFERENCE) == 1


@pytest.mark.parametrize(
    ("changes", "pointer", "says"),
    [
        ({"status": "done"}, "/status", "'processing'"),
        ({"status": None}, "/status", ""),
        ({"stage": "no_such_stage"}, "/stage", "no stage"),
        ({"stage": "collected"}, "/stage", "of collected"),
        ({"stage": "\0"}, "/stage", ""),
        ({"note": "x" * (LONGEST_NOTE + 1)}, "/note", "300"),
        ({"note": "a\0b"}, "/note", ""),
        ({"place": "x" * (LONGEST_PLACE + 1)}, "/place", "60"),
        ({"place": ["Nyayo House"]}, "/place", ""),
        ({"version": 1}, "/version", ""),
    ],
)
def test_what_makes_no_sense_in_a_move(
    house: House, dis: Agency, changes: dict[str, Any], pointer: str, says: str
) -> None:
    dis.record(reference=REFERENCE)
    answer = dis.post(f"{APPLICATIONS}/{REFERENCE}/status", {"status": "processing"} | changes)
    assert says in refusal(answer, 422, pointer)
    assert alerts(house, REFERENCE) == 1


def test_the_longest_note_and_place_are_taken(dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    note, place = "ñ" * LONGEST_NOTE, "€" * LONGEST_PLACE
    told = dis.move(REFERENCE, "processing", note=note, place=place).get_json()
    assert (told["note"], told["place"]) == (note, place)


def test_a_batch_gives_each_change_its_own_outcome(house: House, dis: Agency, ntsa: Agency) -> None:
    dis.record(reference=REFERENCE)
    ntsa.record(reference="NTSA-00001", service="dl-renew-3")
    changes: list[Any] = [
        {"reference": "epp1 a1b2 c3d4", "status": "processing", "version": 1},
        {"reference": REFERENCE, "status": "collected"},
        {"reference": REFERENCE, "status": "ready_for_collection", "version": 1},
        {"reference": REFERENCE, "status": "ready_for_collection", "place": "Nyayo House", "version": 2},
        {"reference": "NTSA-00001", "status": "processing"},
        {"reference": "NOBODYS-1", "status": "processing"},
        {"reference": REFERENCE, "status": "processing", "stage": "no_such_stage"},
        {"reference": REFERENCE, "status": "done"},
        {"reference": REFERENCE, "status": "collected", "note": "x" * 301},
        {"status": "processing"},
        "processing",
        {"reference": "A\0B", "status": "processing"},
        {"reference": REFERENCE, "status": "collected", "version": "3"},
    ]
    answer = dis.post(f"{APPLICATIONS}/status", {"changes": changes})
    assert answer.status_code == 200
    results = answer.get_json()["results"]
    assert [each["code"] for each in results] == [200, 409, 412, 200, 404, 404, 409, 422, 422, 422, 422, 422, 422]
    assert results[0] == {"reference": "epp1 a1b2 c3d4", "code": 200, "status": "processing", "version": 2}
    assert results[3]["status"] == "ready_for_collection"
    assert {each["reference"] for each in results[9:11]} == {None}
    assert "300" in results[8]["detail"]
    assert all("detail" in each for each in results if each["code"] != 200)
    assert alerts(house, REFERENCE) == 3
    assert alerts(house, "NTSA-00001") == 1


def test_a_batch_of_a_thousand(house: House, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    nobodys = [{"reference": f"NOBODYS-{n}", "status": "processing", "note": "x" * 300} for n in range(999)]
    moved = {"reference": REFERENCE, "status": "processing", "note": "x" * 300, "place": "y" * 60}
    answer = dis.post(f"{APPLICATIONS}/status", {"changes": [*nobodys, moved]})
    assert [each["code"] for each in answer.get_json()["results"]] == [404] * 999 + [200]
    assert alerts(house, REFERENCE) == 2


@pytest.mark.slow
def test_a_batch_of_a_thousand_moves_of_one_application(house: House, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    stages = ["printed", "dispatched"] * 500
    changes = [{"reference": REFERENCE, "status": "processing", "stage": each} for each in stages]
    answer = dis.post(f"{APPLICATIONS}/status", {"changes": changes}, idempotency_key="all")
    assert [each["version"] for each in answer.get_json()["results"]] == [*range(2, 1002)]
    assert dis.post(f"{APPLICATIONS}/status", {"changes": changes}, idempotency_key="all").data == answer.data
    assert alerts(house, REFERENCE) == 1001


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
    house: House, client: FlaskClient, dis: Agency, header: str | None
) -> None:
    with house.database.transaction() as session:
        key = api_keys.issue(session, "dis", actor="test")
    headers = {} if header is None else {"Authorization": header.format(key=key)}
    for method, path in (("GET", f"{APPLICATIONS}/1"), ("POST", APPLICATIONS), ("POST", f"{APPLICATIONS}/status")):
        answer = client.open(path, method=method, headers=headers, json=NEW)
        refusal(answer, 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert recorded(house) == 0


def test_a_key_that_was_revoked_is_no_key(house: House, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    with house.database.transaction() as session:
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


def test_wrong_paths_and_verbs_are_problems_too(client: FlaskClient) -> None:
    refusal(client.get("/api/v1/nothing"), 404)
    answer = client.put(APPLICATIONS)
    refusal(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_a_failure_of_ours_is_a_problem_without_a_word_of_what_was_sent(client: FlaskClient) -> None:
    def broken() -> str:
        raise ValueError("29000001")

    client.application.add_url_rule("/api/v1/broken", view_func=broken)
    assert "29000001" not in refusal(client.get("/api/v1/broken"), 500)


def test_a_provider_is_still_answered_in_plain_text(client: FlaskClient) -> None:
    for answer in (client.post("/at/wrong/ussd"), client.get(f"/at/{CALLBACK_KEY}/sms")):
        assert answer.content_type == "text/plain; charset=utf-8"


def test_a_lock_that_is_held_too_long_asks_to_try_again(house: House, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    with house.database.transaction() as session:
        casework.find(session, REFERENCE, agency="dis", lock=True)
        answer = dis.move(REFERENCE, "processing")
        batch = dis.post(f"{APPLICATIONS}/status", {"changes": [{"reference": REFERENCE, "status": "processing"}]})
    for each in (answer, batch):
        refusal(each, 503)
        assert each.headers["Retry-After"] == "1"
    assert dis.move(REFERENCE, "processing").status_code == 200


def test_the_alert_says_what_the_agency_said(house: House, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "processing")
    dis.move(REFERENCE, "ready_for_collection", stage="ready", place="Nyayo House")
    with house.database.reading() as session:
        [*_, last] = session.scalars(select(messages.Message).order_by(messages.Message.id))
        body = house.keys.open_text(last.body_sealed, last.sealed_at("body"))
    assert body.startswith(f"eCitizen {REFERENCE}: ")
    assert "Ready for collection at Nyayo House" in body


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
