"""A request of an agency that comes twice, at once, cut off or much later has its effect once (fault F36)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.idempotency import api_requests
from app.domain.idempotency.api_requests import ApiCall, Call
from app.platform.db import FAILURES
from app.web.api import operations
from app.web.api.routes import applications
from tests.conftest import KEY, Clock, settings
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, alerts, recorded

OTHER = "EPP1-A1B2C3D5"
BATCH = f"{APPLICATIONS}/status"
COPIES = 50


def at_once(agency: Agency, send: Callable[[Agency, int], TestResponse], copies: int = COPIES) -> list[TestResponse]:
    """The answers to `copies` senders that all send at the same time."""
    with ThreadPoolExecutor(copies) as senders:
        return list(senders.map(lambda n: send(agency.twin(), n), range(copies)))


def status_path(reference: str = REFERENCE) -> str:
    return f"{APPLICATIONS}/{reference}/status"


def test_a_copy_is_answered_byte_for_byte_and_does_nothing(container: Container, dis: Agency) -> None:
    first, again = (dis.post(APPLICATIONS, NEW, idempotency_key="k1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    assert {name: again.headers[name] for name in ("ETag", "Location", "Content-Type")} == {
        name: first.headers[name] for name in ("ETag", "Location", "Content-Type")
    }
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert recorded(container) == 1
    assert alerts(container, first.get_json()["reference"]) == 1


def test_a_copy_of_a_move_is_answered_as_it_was_though_things_moved_on(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    first = dis.move(REFERENCE, "processing", headers={"idempotency_key": "k1"})
    dis.move(REFERENCE, "rejected")
    again = dis.move(REFERENCE, "processing", headers={"idempotency_key": "k1"})
    assert (again.status_code, again.data) == (200, first.data)
    assert alerts(container, REFERENCE) == 3


def test_without_a_key_each_request_is_one_of_its_own(container: Container, dis: Agency) -> None:
    dis.record()
    dis.record()
    assert recorded(container) == 2


def test_a_key_belongs_to_one_request(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    dis.record(reference=OTHER)
    assert dis.post(status_path(), {"status": "processing"}, idempotency_key="k1").status_code == 200
    others = [
        dis.post(status_path(), {"status": "rejected"}, idempotency_key="k1"),
        dis.post(status_path(OTHER), {"status": "processing"}, idempotency_key="k1"),
        dis.post(status_path(), {"status": "processing"}, idempotency_key="k1", if_match="1"),
        dis.post(BATCH, {"changes": [{"reference": OTHER, "status": "processing"}]}, idempotency_key="k1"),
        dis.post(APPLICATIONS, NEW, idempotency_key="k1"),
    ]
    for answer in others:
        assert answer.status_code == 422
        assert "Idempotency-Key" in answer.get_json()["detail"]
    assert (recorded(container), alerts(container, OTHER), alerts(container, REFERENCE)) == (2, 1, 2)


def test_two_agencies_may_choose_the_same_key(
    container: Container, dis: Agency, client: FlaskClient, agency_key: Callable[[str], str]
) -> None:
    ntsa = Agency.of(client, agency_key, "ntsa")
    assert dis.post(APPLICATIONS, NEW, idempotency_key="k1").status_code == 201
    assert ntsa.post(APPLICATIONS, NEW | {"service": "dl-renew-3"}, idempotency_key="k1").status_code == 201
    assert recorded(container) == 2


def test_a_refusal_of_the_rules_is_kept(dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    sent = [
        (status_path(), {"status": "ready_for_collection"}, 409),
        (status_path("NOBODYS-1"), {"status": "processing"}, 404),
        (status_path(), {"status": "processing", "stage": "no_such_stage"}, 422),
        (APPLICATIONS, NEW | {"service": "dl-renew-3"}, 422),
    ]
    firsts = [dis.post(path, body, idempotency_key=f"k{n}") for n, (path, body, _) in enumerate(sent)]
    stale = dis.post(status_path(), {"status": "processing"}, idempotency_key="stale", if_match="9")
    assert dis.move(REFERENCE, "processing").status_code == 200
    for n, (path, body, status) in enumerate(sent):
        again = dis.post(path, body, idempotency_key=f"k{n}")
        assert (again.status_code, again.data) == (status, firsts[n].data)
        assert again.headers["Idempotent-Replayed"] == "true"
        assert again.content_type == firsts[n].content_type == "application/problem+json"
    again = dis.post(status_path(), {"status": "processing"}, idempotency_key="stale", if_match="9")
    assert (again.status_code, again.data) == (412, stale.data)


def test_a_body_that_never_reached_the_rules_may_be_mended(container: Container, dis: Agency) -> None:
    for body, status in ((b"{", 400), (b"[]", 422), (b'{"service": "x"}', 422)):
        assert dis.send(APPLICATIONS, body, idempotency_key="k1").status_code == status
    assert dis.post(APPLICATIONS, NEW, idempotency_key="k1").status_code == 201
    assert recorded(container) == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "schlüssel", "tab\there"])
def test_what_is_no_key(container: Container, dis: Agency, key: str) -> None:
    assert dis.post(APPLICATIONS, NEW, idempotency_key=key).status_code == 400
    assert recorded(container) == 0


def test_the_longest_key(dis: Agency) -> None:
    answers = [dis.post(APPLICATIONS, NEW, idempotency_key='"~' + "x" * 253) for _ in range(2)]
    assert answers[0].data == answers[1].data


def test_fifty_copies_at_once_record_one_application(container: Container, dis: Agency) -> None:
    answers = at_once(dis, lambda agency, _: agency.post(APPLICATIONS, NEW, idempotency_key="k1"))
    assert {each.status_code for each in answers} == {201}
    assert len({each.data for each in answers}) == 1
    assert sum("Idempotent-Replayed" not in each.headers for each in answers) == 1
    assert recorded(container) == 1
    assert alerts(container, answers[0].get_json()["reference"]) == 1


def test_fifty_different_requests_for_one_move_make_it_once(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    answers = at_once(
        dis, lambda agency, n: agency.post(status_path(), {"status": "processing"}, idempotency_key=f"k{n}")
    )
    assert sorted(each.status_code for each in answers) == [200] + [409] * (COPIES - 1)
    assert alerts(container, REFERENCE) == 2


def test_two_that_record_the_same_reference_at_once(container: Container, dis: Agency) -> None:
    answers = at_once(dis, lambda agency, _: agency.post(APPLICATIONS, NEW | {"reference": REFERENCE}), copies=20)
    assert sorted(each.status_code for each in answers) == [201] + [409] * 19
    assert {each.get_json()["errors"][0]["pointer"] for each in answers if each.status_code == 409} == {"/reference"}
    assert (recorded(container), alerts(container, REFERENCE)) == (1, 1)


def test_copies_of_a_batch_at_once_do_each_change_once(container: Container, dis: Agency) -> None:
    changes = [{"reference": f"EPP1-0000000{n}", "status": "processing"} for n in range(6)] * 2
    for each in changes[:6]:
        dis.record(reference=each["reference"])
    answers = at_once(dis, lambda agency, _: agency.post(BATCH, {"changes": changes}, idempotency_key="k1"), copies=8)
    assert {each.status_code for each in answers} == {200}
    assert len({each.data for each in answers}) == 1
    assert [each["code"] for each in answers[0].get_json()["results"]] == [200] * 6 + [409] * 6
    assert {alerts(container, each["reference"]) for each in changes} == {2}


def test_a_copy_while_the_first_is_still_in_progress(container: Container, dis: Agency) -> None:
    """PostgreSQL has a lock for the call: 409. SQLite has one lock for the whole database: 503, as for any busy one."""
    body = b'{"status": "processing"}'
    dis.record(reference=REFERENCE)
    call = Call("dis", "k1", ("POST", status_path(), "", body.decode()))
    with container.database.transaction() as session:
        kept = [200, '{"from": "the first"}\n', {}]
        api_requests.once(session, call, lambda _: kept)
        waiting = dis.send(status_path(), body, idempotency_key="k1")
    sqlite = container.database.engine.dialect.name == "sqlite"
    assert waiting.status_code == (503 if sqlite else 409)
    assert waiting.headers["Retry-After"] == "1"
    assert dis.send(status_path(), body, idempotency_key="k1").get_json() == {"from": "the first"}
    assert alerts(container, REFERENCE) == 1


@contextmanager
def broken(container: Container, reference: str, code: str) -> Iterator[None]:
    """Meanwhile each UPDATE of this application fails; on PostgreSQL with the SQLSTATE `code`."""
    if container.database.engine.dialect.name == "sqlite":
        up = [
            (
                "CREATE TRIGGER broken BEFORE UPDATE ON applications"
                f" WHEN NEW.reference = '{reference}' BEGIN SELECT RAISE(ABORT, 'broken'); END"
            )
        ]
        down = "DROP TRIGGER broken"
    else:
        up = [
            (
                "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" RAISE EXCEPTION USING ERRCODE = '{code}'; END $$"
            ),
            (
                f"CREATE TRIGGER broken BEFORE UPDATE ON applications FOR EACH ROW"
                f" WHEN (NEW.reference = '{reference}') EXECUTE FUNCTION broken()"
            ),
        ]
        down = "DROP TRIGGER broken ON applications; DROP FUNCTION broken()"
    with container.database.transaction() as session:
        for each in up:
            session.execute(text(each))
    yield
    with container.database.transaction() as session:
        session.execute(text(down))


def test_a_crash_keeps_neither_the_change_nor_the_answer(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    with broken(container, REFERENCE, "XX000"):
        assert dis.post(status_path(), {"status": "processing"}, idempotency_key="k1").status_code == 500
    assert alerts(container, REFERENCE) == 1
    answer = dis.post(status_path(), {"status": "processing"}, idempotency_key="k1")
    assert (answer.status_code, alerts(container, REFERENCE)) == (200, 2)
    assert "Idempotent-Replayed" not in answer.headers


def test_a_batch_that_was_cut_off_goes_on_where_it_stopped(container: Container, dis: Agency) -> None:
    changes = three_moves(dis)
    with broken(container, OTHER, "XX000"):
        assert dis.post(BATCH, {"changes": changes}, idempotency_key="k1").status_code == 500
    assert (alerts(container, REFERENCE), alerts(container, OTHER)) == (2, 1)
    answer = dis.post(BATCH, {"changes": changes}, idempotency_key="k1")
    assert [each["code"] for each in answer.get_json()["results"]] == [200, 200, 200]
    assert "Idempotent-Replayed" not in answer.headers
    again = dis.post(BATCH, {"changes": changes}, idempotency_key="k1")
    assert (again.data, again.headers["Idempotent-Replayed"]) == (answer.data, "true")
    assert (alerts(container, REFERENCE), alerts(container, OTHER)) == (3, 2)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_deadlock_in_a_batch_leaves_the_rest_untried(container: Container, dis: Agency) -> None:
    """PostgreSQL only: SQLite has one lock, so a transaction waits before it begins, and never within a batch."""
    changes = three_moves(dis)
    with broken(container, OTHER, "40P01"):
        cut = dis.post(BATCH, {"changes": changes}, idempotency_key="k1")
        assert dis.post(status_path(OTHER), {"status": "processing"}).status_code == 503
    assert [each["code"] for each in cut.get_json()["results"]] == [200, 503, 503]
    answer = dis.post(BATCH, {"changes": changes}, idempotency_key="k1")
    assert [each["code"] for each in answer.get_json()["results"]] == [200, 200, 200]
    assert (alerts(container, REFERENCE), alerts(container, OTHER)) == (3, 2)


def test_a_batch_for_which_there_is_no_time_left_goes_on_where_it_stopped(
    container: Container, dis: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a slow database works on a thousand changes for hours, after the caller's timeout."""
    changes = three_moves(dis)
    monkeypatch.setattr(applications, "BATCH_SECONDS", -1.0)
    for sent in (1, 2):
        cut = dis.post(BATCH, {"changes": changes}, idempotency_key="k1")
        assert [each["code"] for each in cut.get_json()["results"]] == [200, 503, 503], sent
        assert cut.get_json()["results"][1] == {"reference": OTHER, "code": 503, "detail": applications.NO_TIME}
    assert (alerts(container, REFERENCE), alerts(container, OTHER)) == (2, 1)
    monkeypatch.setattr(applications, "BATCH_SECONDS", 20.0)
    answer = dis.post(BATCH, {"changes": changes}, idempotency_key="k1")
    assert [each["code"] for each in answer.get_json()["results"]] == [200, 200, 200]
    assert (alerts(container, REFERENCE), alerts(container, OTHER)) == (3, 2)


def test_a_database_that_is_left_alone_for_a_moment_is_busy_and_no_fault(container: Container, dis: Agency) -> None:
    changes = three_moves(dis)
    for _ in range(FAILURES):
        container.database._breaker.record(well=False)
    for answer in (
        dis.post(APPLICATIONS, NEW),
        dis.get(f"{APPLICATIONS}/{REFERENCE}"),
        dis.post(BATCH, {"changes": changes}),
        dis.get("/api/v1/services?q=passport"),
    ):
        assert (answer.status_code, answer.get_json()["detail"]) == (503, operations.BUSY)
        assert answer.headers["Retry-After"] == "1"
    container.database._breaker.record(well=True)
    assert dis.post(BATCH, {"changes": changes}).status_code == 200


def three_moves(agency: Agency) -> list[dict[str, Any]]:
    """Two applications, and a batch that moves the first, the other, and the first again."""
    for reference in (REFERENCE, OTHER):
        agency.record(reference=reference)
    return [
        {"reference": REFERENCE, "status": "processing"},
        {"reference": OTHER, "status": "processing"},
        {"reference": REFERENCE, "status": "ready_for_collection"},
    ]


def test_another_batch_under_the_same_key_does_nothing(container: Container, dis: Agency) -> None:
    changes = three_moves(dis)
    assert dis.post(BATCH, {"changes": ["senseless", changes[0]]}, idempotency_key="k1").status_code == 200
    assert dis.post(BATCH, {"changes": changes[1:]}, idempotency_key="k1").status_code == 422
    assert (alerts(container, REFERENCE), alerts(container, OTHER)) == (2, 1)


def test_an_answer_is_kept_for_a_day_and_not_for_ever(container: Container, clock: Clock, dis: Agency) -> None:
    def sweep() -> None:
        with container.database.transaction() as session:
            api_requests.purge_requests(session)

    dis.post(APPLICATIONS, NEW, idempotency_key="k1")
    clock.move(hours=24)
    sweep()
    assert dis.post(APPLICATIONS, NEW, idempotency_key="k1").headers["Idempotent-Replayed"] == "true"
    clock.time += api_requests.KEPT - timedelta(hours=24) + timedelta(seconds=1)
    sweep()
    assert "Idempotent-Replayed" not in dis.post(APPLICATIONS, NEW, idempotency_key="k1").headers
    assert recorded(container) == 2


def test_an_answer_outlives_a_change_of_the_secret_keys(
    container: Container,
    database_url: str,
    redis_url: str,
    clock: Clock,
    agency_key: Callable[[str], str],
    client: FlaskClient,
) -> None:
    key = agency_key("dis")
    first = Agency(client, key).post(APPLICATIONS, NEW, idempotency_key="k1")
    wanted = settings(database_url=database_url, redis_url=redis_url)
    ring = SecretStr(f"a-newer-key-for-tests-0123456789-abcdef,{KEY}")
    newer = Container.of(wanted.model_copy(update={"secret_keys": ring}), clock=clock)
    again = Agency(create_app(newer).test_client(), key).post(APPLICATIONS, NEW, idempotency_key="k1")
    newer.database.close()
    assert (again.data, recorded(container)) == (first.data, 1)


def test_what_is_kept_is_sealed(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    dis.post(APPLICATIONS, NEW, idempotency_key="id-29000001")
    dis.post(status_path(), {"status": "processing", "note": "Call 0700000001"}, idempotency_key="k2")
    with container.database.reading() as session:
        rows = session.scalars(select(ApiCall)).all()
    written = b"".join(row.key + row.request + (row.answer_sealed or b"") for row in rows)
    assert len(rows) == 2
    for secret in (b"29000001", b"0700000001", b"Call", b"passport"):
        assert secret not in written
