"""The agencies' API: recording, reading and moving applications, one or many, on both databases."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import LONGEST_NOTE, LONGEST_PLACE, Application
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue.models import Status
from app.domain.messaging import messages
from app.domain.staff.reach import Reach
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, alerts, recorded, refusal, uncounted


def test_an_application_is_recorded_and_its_phone_told(container: Container, dis: Agency) -> None:
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
        "note_sw": None,
        "is_test": False,
    }
    with container.database.transaction() as session:
        [application] = session.scalars(select(Application).where(Application.reference == told["reference"]))
        event = session.scalars(select(AuditEvent).where(AuditEvent.subject == told["reference"])).one()
        assert (event.actor, event.action) == (dis.actor, "application.submitted")
        assert application.agency_code == "dis"
    assert alerts(container, told["reference"]) == 2, "an SMS and an e-mail"


def test_the_phone_is_read_as_people_write_it(container: Container, dis: Agency) -> None:
    for written in ("+254700000001", "254700000001", "0700000001", " 0700 000-001 "):
        dis.record(phone=written)
    with container.database.reading() as session:
        assert len(set(session.scalars(select(Application.phone_index)))) == 1


def test_an_agencys_own_reference_is_found_however_it_is_written(dis: Agency) -> None:
    assert dis.record(reference=" epp1-a1b2c3d4 ")["reference"] == REFERENCE
    for written in (REFERENCE, "epp1a1b2c3d4", "EPP1%20A1B2%20C3D4", "EPPI-A1B2C3D4"):
        assert dis.get(f"{APPLICATIONS}/{written}").get_json()["reference"] == REFERENCE


def test_a_reference_with_slashes_is_a_path_like_another(client: FlaskClient, agency_key: Callable[[str], str]) -> None:
    brs = Agency.of(client, agency_key, "brs")
    assert brs.record(service="business-name", reference="CPR/2020/1234")["reference"] == "CPR/2020/1234"
    for written in ("CPR/2020/1234", "CPR%2F2020%2F1234", "cpr-2020-1234"):
        assert brs.get(f"{APPLICATIONS}/{written}").status_code == 200
    assert brs.move("CPR/2020/1234", "processing").status_code == 200


def test_a_reference_that_the_agency_has_brought_before(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    refusal(dis.post(APPLICATIONS, NEW | {"reference": REFERENCE}), 409, "/reference")
    refusal(dis.post(APPLICATIONS, NEW | {"reference": "EPP1-AIB2C3D4"}), 409, "/reference")
    assert recorded(container) == 1


def test_the_history_is_read_oldest_first(dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "processing", stage="printed", note="Printed\non Monday.")
    dis.move(REFERENCE, "ready_for_collection", stage="ready", place="Nyayo House")
    answer = dis.get(f"{APPLICATIONS}/{REFERENCE}")
    told = answer.get_json()
    assert answer.headers["ETag"].startswith('"3.')
    assert (told["stage_label"], told["place"], told["note"]) == ("Ready for collection", "Nyayo House", None)
    steps = [(each["version"], each["stage"], each["place"], each["note"]) for each in told["history"]]
    assert steps == [
        (1, "submitted", None, None),
        (2, "printed", None, "Printed on Monday."),
        (3, "ready", "Nyayo House", None),
    ]
    assert {each["actor"] for each in told["history"]} == {dis.actor}


def test_an_application_is_moved_and_its_phone_told(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    answer = dis.move(REFERENCE, "processing", stage="printed", place=" ", note="")
    told = answer.get_json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (told["status"], told["stage"], told["stage_label"]) == ("processing", "printed", "Passport printed")
    assert (told["place"], told["note"]) == (None, None)
    assert dis.move(REFERENCE, "processing", stage="dispatched").status_code == 200, "a stage of the same status"
    assert alerts(container, REFERENCE) == 3
    with container.database.reading() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.subject == REFERENCE)).all()
    assert [(each.actor, each.details["version"]) for each in events] == [(dis.actor, f"{n}") for n in (1, 2, 3)]


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


def test_a_move_that_is_not_allowed_is_answered_with_those_that_are(dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    said = "an application cannot move from {}; it can move to {}, or to {} with another stage"
    for status, others in (
        ("submitted", "awaiting_payment, processing, needs_action, rejected, cancelled"),
        ("processing", "awaiting_payment, needs_action, ready_for_collection, completed, rejected"),
        ("ready_for_collection", "collected"),
    ):
        assert status == "submitted" or dis.move(REFERENCE, status).status_code == 200
        wanted = said.format(f"{status} to {status}", others, status)
        assert refusal(dis.move(REFERENCE, status), 409) == wanted
        change = {"reference": REFERENCE, "status": status}
        answer = dis.post(f"{APPLICATIONS}/status", {"changes": [change]})
        assert answer.get_json()["results"][0]["detail"] == wanted
    dis.move(REFERENCE, "collected")
    detail = refusal(dis.move(REFERENCE, "processing"), 409)
    assert detail == "an application cannot move from collected to processing; it has ended and moves nowhere"


def test_another_agencys_application_and_one_that_is_not_there_look_the_same(
    container: Container, dis: Agency, ntsa: Agency
) -> None:
    dis.record(reference=REFERENCE)
    for path in (f"{APPLICATIONS}/{REFERENCE}", f"{APPLICATIONS}/EPP1-NOWHERE0", f"{APPLICATIONS}/A%00B"):
        refusal(ntsa.get(path), 404)
        assert ntsa.get(path).data == ntsa.get(f"{APPLICATIONS}/102030405060").data
    for reference in (REFERENCE, "EPP1-NOWHERE0", "A%00B"):
        answer = ntsa.move(reference, "processing")
        refusal(answer, 404)
        twin = ntsa.move("1020", "processing")
        assert (answer.data, uncounted(answer)) == (twin.data, uncounted(twin))
    assert alerts(container, REFERENCE) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_another_agencys_reference_is_not_even_locked(container: Container, dis: Agency, ntsa: Agency) -> None:
    """While its agency holds the row lock, a request of another agency does not wait: it never locks the row."""
    dis.record(reference=REFERENCE)
    with container.database.transaction() as session:
        transitions.find_application_of(session, REFERENCE, reach=Reach("dis"), lock=True)
        refusal(ntsa.move(REFERENCE, "processing"), 404)


@pytest.mark.parametrize(
    "known",
    [
        "1",
        '"1"',
        "*",
        ' "1" ',
        '"7", "1"',
        'W/"1","1"',
        "1 , 2",
        '"1",',
        '"2",,"1"',
        '"2"\t,\t"1"',
        '"a,b", "1"',
        '"1-gzip", "1"',
        '"1.0123456789abcdef"',
        '"2", "1.0123456789abcdef"',
    ],
)
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
        ('W/"1"', 412),
        ('W/"3"', 412),
        ('"2", "3"', 412),
        ('W/"1", "2"', 412),
        ('W/"1", W/"2"', 412),
        ('W/"a,b"', 412),
        ('"abc"', 412),
        ('"1-gzip"', 412),
        ('"01"', 412),
        ('"2.0123456789abcdef"', 412),
        ('"1.0123456789ABCDEF"', 412),
        ('"1.0123"', 412),
        ('W/"1.0123456789abcdef"', 412),
        ('""', 412),
        ('"99999999999"', 412),
        ('"\u00e9", "2"', 412),
        (",".join(f'"{number}"' for number in range(2, 40)), 412),
        ('"1", *', 400),
        (",", 400),
        ('w/"1"', 400),
        ('"1" "2"', 400),
        ("", 400),
    ],
)
def test_a_version_that_is_not(container: Container, dis: Agency, known: str, status: int) -> None:
    dis.record(reference=REFERENCE)
    refusal(dis.move(REFERENCE, "processing", headers={"if_match": known}), status)
    assert alerts(container, REFERENCE) == 1


def test_the_longest_note_and_place_are_taken(dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    note, place = "ñ" * LONGEST_NOTE, "€" * LONGEST_PLACE
    told = dis.move(REFERENCE, "processing", note=note, place=place).get_json()
    assert (told["note"], told["place"]) == (note, place)


def test_a_batch_gives_each_change_its_own_outcome(container: Container, dis: Agency, ntsa: Agency) -> None:
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
    assert [each["code"] for each in results] == [200, 409, 412, 200, 404, 404, 409, 422, 422, 422, 422, 404, 422]
    assert results[0] == {"reference": "epp1 a1b2 c3d4", "code": 200, "status": "processing", "version": 2}
    assert results[3]["status"] == "ready_for_collection"
    assert {each["reference"] for each in results[9:11]} == {None}
    assert "300" in results[8]["detail"]
    assert all("detail" in each for each in results if each["code"] != 200)
    assert alerts(container, REFERENCE) == 3
    assert alerts(container, "NTSA-00001") == 1


@pytest.mark.slow
def test_a_batch_of_a_thousand(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    nobodys = [{"reference": f"NOBODYS-{n}", "status": "processing", "note": "x" * 300} for n in range(999)]
    moved = {"reference": REFERENCE, "status": "processing", "note": "x" * 300, "place": "y" * 60}
    answer = dis.post(f"{APPLICATIONS}/status", {"changes": [*nobodys, moved]})
    assert [each["code"] for each in answer.get_json()["results"]] == [404] * 999 + [200]
    assert alerts(container, REFERENCE) == 2


@pytest.mark.slow
def test_a_batch_of_a_thousand_moves_of_one_application(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    stages = ["printed", "dispatched"] * 500
    changes = [{"reference": REFERENCE, "status": "processing", "stage": each} for each in stages]
    # What a slow machine did not reach in the time of one request is sent again, under the same key.
    for _ in range(10):
        answer = dis.post(f"{APPLICATIONS}/status", {"changes": changes}, idempotency_key="all")
        if answer.get_json()["results"][-1]["code"] != 503:
            break
    assert [each.get("version") for each in answer.get_json()["results"]] == [*range(2, 1002)]
    assert dis.post(f"{APPLICATIONS}/status", {"changes": changes}, idempotency_key="all").data == answer.data
    assert alerts(container, REFERENCE) == 1001


def test_the_alert_says_what_the_agency_said(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "processing")
    dis.move(REFERENCE, "ready_for_collection", stage="ready", place="Nyayo House")
    with container.database.reading() as session:
        [*_, last] = session.scalars(select(messages.Message).order_by(messages.Message.id))
        body = container.keys.open_text(last.body_sealed, last.sealed_at("body"))
    assert body.startswith(f"eCitizen {REFERENCE}: ")
    assert "Ready for collection at Nyayo House" in body
