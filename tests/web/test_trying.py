"""A test key: it records, moves and simulates test applications, and reaches nothing that is real."""

from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.applying.simulated_events import SimulatedEvent
from app.domain.audit.audit_log import AuditEvent
from app.domain.messaging import sms_budget
from app.domain.messaging.messages import Message
from app.domain.shared.errors import Invalid
from app.domain.staff import api_keys
from app.domain.staff.api_keys import HUDUMA, Scope
from app.platform.observability import SMS_REFUSED
from tests.conftest import GATHERER, Clock
from tests.database.holder import do, sms_to
from tests.trying import TEST_PHONE, key_to_try
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, alerts, recorded, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
UNPRICED: Final = "interstate-pass"
NOT_THESE: Final = {Scope.WRITE_APPLICATIONS, Scope.WRITE_ACCOUNTS, Scope.WRITE_CALLS}
SIMULATE: Final = f"{APPLICATIONS}/{REFERENCE}/simulate"


@pytest.fixture
def trying(container: Container, client: FlaskClient) -> Agency:
    """An agency with a test key."""
    return Agency(client, key_to_try(container))


def simulated(agency: Agency, event: str, reference: str = REFERENCE, **rest: Any) -> Any:
    answer = agency.post(f"{APPLICATIONS}/{reference}/simulate", {"event": event, **rest})
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_what_it_records_is_marked_and_told_to_its_own_phone_alone(container: Container, trying: Agency) -> None:
    told = trying.record(reference=REFERENCE, email="wanjiku@example.com")
    assert told["is_test"] is True
    assert trying.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["is_test"] is True
    [body] = sms_to(container, TEST_PHONE)
    assert body.startswith(f"TEST: eCitizen {REFERENCE}: ")
    assert sms_to(container, str(NEW["phone"])) == []
    with container.database.reading() as session:
        [message] = session.scalars(select(Message))
    assert message.key.startswith("test:")


def test_a_live_key_and_a_test_key_see_nothing_of_each_others(
    container: Container, dis: Agency, trying: Agency
) -> None:
    """For an application out of reach the answer has the same bytes as for an unknown reference."""
    dis.record(reference=REFERENCE)
    other = trying.record()["reference"]
    for agency, theirs in ((trying, REFERENCE), (dis, other)):
        for path, body in (("", None), ("/status", {"status": "processing"}), ("/fee", {"amount_kes": 5})):
            answers = [
                agency.get(f"{APPLICATIONS}/{each}") if body is None
                else agency.post(f"{APPLICATIONS}/{each}{path}", body)
                for each in (theirs, "EPP1-Z9Z9Z9Z9")
            ]  # fmt: skip
            assert [each.status_code for each in answers] == [404, 404]
            assert answers[0].data == answers[1].data
        batch = agency.post(f"{APPLICATIONS}/status", {"changes": [{"reference": theirs, "status": "processing"}]})
        assert batch.get_json()["results"][0]["code"] == 404
    refusal(trying.post(SIMULATE, {"event": "withdrawn"}), 404)
    assert alerts(container, REFERENCE) == 1


def test_copies_of_what_is_tried_answer_nothing_real(container: Container, dis: Agency, trying: Agency) -> None:
    """An agency's system sends the same body under the same `Idempotency-Key`, with a test key and then a live one."""
    tried = trying.post(APPLICATIONS, NEW, idempotency_key="1").get_json()
    real = dis.post(APPLICATIONS, NEW, idempotency_key="1")
    assert "Idempotent-Replayed" not in real.headers
    assert real.get_json()["is_test"] is False
    assert real.get_json()["reference"] != tried["reference"]
    assert trying.post(APPLICATIONS, NEW, idempotency_key="1").get_json() == tried
    assert recorded(container) == 2


def test_the_whole_way_of_an_application_is_tried(container: Container, trying: Agency) -> None:
    trying.record(reference=REFERENCE, service=UNPRICED)
    assert trying.post(f"{APPLICATIONS}/{REFERENCE}/fee", {"amount_kes": 1500}).status_code == 200
    part = simulated(trying, "paid", amount_kes=50)
    assert (part["status"], part["version"]) == ("awaiting_payment", 2)
    assert sms_to(container, TEST_PHONE)[-1].endswith("This is a test: do not pay.")
    assert simulated(trying, "paid")["status"] == "submitted"
    assert trying.move(REFERENCE, "needs_action", note="Which office?").status_code == 200
    simulated(trying, "replied", text="Nyayo House")
    simulated(trying, "replied")
    read = trying.get(f"{APPLICATIONS}/{REFERENCE}").get_json()
    assert [each["text"] for each in read["replies"]] == ["Nyayo House", None]
    assert simulated(trying, "withdrawn")["status"] == "cancelled"
    steps = [
        (each["status"], each["actor"]) for each in trying.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["history"]
    ]
    assert steps[2:] == [("submitted", "worker"), ("needs_action", trying.actor), ("cancelled", "citizen")]
    with container.database.reading() as session:
        kept = select(AuditEvent).where(AuditEvent.action == "application.simulated").order_by(AuditEvent.id)
        rows = [(each.actor, each.details["event"]) for each in session.scalars(kept)]
    assert rows == [(trying.actor, each) for each in ("paid", "paid", "replied", "replied", "withdrawn")]
    assert all(each.startswith("TEST: ") for each in sms_to(container, TEST_PHONE))


def test_what_was_not_paid_in_time_is_cancelled(trying: Agency) -> None:
    trying.record(reference=REFERENCE, service=UNPRICED)
    refusal(trying.post(SIMULATE, {"event": "expired"}), 409)
    trying.post(f"{APPLICATIONS}/{REFERENCE}/fee", {"amount_kes": 1500})
    assert simulated(trying, "expired")["status"] == "cancelled"


def test_a_copy_of_a_simulation_is_answered_alike_and_happens_once(container: Container, trying: Agency) -> None:
    trying.record(reference=REFERENCE)
    trying.move(REFERENCE, "needs_action", note="Which office?")
    answers = [trying.post(SIMULATE, {"event": "replied", "text": "Nyayo"}, idempotency_key="k") for _ in range(2)]
    assert answers[0].data == answers[1].data
    assert answers[1].headers["Idempotent-Replayed"] == "true"
    assert answers[0].headers["ETag"] == '"2"'
    assert len(trying.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["replies"]) == 1


@pytest.mark.parametrize("event", list(SimulatedEvent))
def test_nothing_is_simulated_with_a_live_key(container: Container, dis: Agency, event: str) -> None:
    """Nothing is simulated for a real application, and the answer does not reveal whether there is one."""
    dis.record(reference=REFERENCE)
    answers = [dis.post(f"{APPLICATIONS}/{each}/simulate", {"event": event}) for each in (REFERENCE, "EPP1-Z9Z9Z9Z9")]
    assert "a test key is wanted" in refusal(answers[0], 403)
    assert answers[0].data == answers[1].data
    assert dis.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["version"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"event": "collected"},
        {"event": "paid", "amount_kes": 0},
        {"event": "paid", "amount_kes": 1_000_001},
        {"event": "paid", "amount_kes": "5"},
        {"event": "paid", "text": "x"},
        {"event": "withdrawn", "amount_kes": 5},
        {"event": "replied", "text": ""},
        {"event": "replied", "text": "x" * 161},
        {"event": "replied", "text": "482915"},
        {"event": "replied", "text": "x", "more": 1},
    ],
)
def test_a_simulation_that_makes_no_sense(trying: Agency, body: dict[str, Any]) -> None:
    trying.record(reference=REFERENCE)
    trying.move(REFERENCE, "needs_action", note="Which office?")
    refusal(trying.post(SIMULATE, body), 422)
    assert trying.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["replies"] == []


def test_a_test_key_needs_the_scope_too(container: Container, client: FlaskClient, trying: Agency) -> None:
    trying.record(reference=REFERENCE)
    lacking = Agency(client, key_to_try(container, scopes=frozenset(Scope) - NOT_THESE))
    assert "applications:write" in refusal(lacking.post(SIMULATE, {"event": "withdrawn"}), 403)
    alone = Agency(client, key_to_try(container, scopes={Scope.WRITE_APPLICATIONS}))
    assert simulated(alone, "withdrawn")["status"] == "cancelled"


def test_a_test_key_for_some_services_simulates_for_no_other(
    container: Container, client: FlaskClient, trying: Agency
) -> None:
    trying.record(reference=REFERENCE)
    held = Agency(client, key_to_try(container, services={UNPRICED}))
    refusal(held.post(SIMULATE, {"event": "withdrawn"}), 404)
    assert trying.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["version"] == 1


# SMS


def test_a_test_key_has_200_sms_a_day_and_they_are_in_no_figure(
    container: Container, clock: Clock, trying: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sms_budget.OF_A_TEST_KEY == 200
    with container.database.reading() as session:
        key = api_keys.find_key(session, trying._key)
    assert key is not None
    do(container, sms_budget.reserve_for_key, key.sms_budget, 199)
    refused = SMS_REFUSED.labels("agency")._value.get()
    trying.record(reference=REFERENCE)
    answer = trying.move(REFERENCE, "processing")
    refusal(answer, 429)
    assert int(answer.headers["Retry-After"]) > 12 * 3600
    refusal(trying.post(SIMULATE, {"event": "withdrawn"}), 429)
    assert trying.get(f"{APPLICATIONS}/{REFERENCE}").get_json()["version"] == 1
    assert SMS_REFUSED.labels("agency")._value.get() == refused
    clock.move(days=1, hours=2)
    assert trying.move(REFERENCE, "processing").status_code == 200


def test_a_live_key_is_held_to_no_day(container: Container, dis: Agency) -> None:
    with container.database.reading() as session:
        key = api_keys.find_key(session, dis._key)
    assert key is not None
    do(container, sms_budget.reserve_for_key, key.sms_budget, 201)
    dis.record(reference=REFERENCE)


def test_the_metrics_are_the_same_after_it_was_tried(client: FlaskClient, clock: Clock, trying: Agency) -> None:
    def numbers() -> list[str]:
        told = client.get("/metrics", headers=GATHERER).get_data(as_text=True)
        names = ("lango_messages", "lango_outbox", "lango_payments", "lango_sms_refused", "lango_api_keys")
        return [line for line in told.splitlines() if line.startswith(names)]

    before = numbers()
    trying.record(reference=REFERENCE, service=UNPRICED)
    trying.post(f"{APPLICATIONS}/{REFERENCE}/fee", {"amount_kes": 1500})
    simulated(trying, "paid")
    clock.move(minutes=20)
    assert numbers() == before
    assert before


# What no test key may have


@pytest.mark.parametrize("scope", [Scope.WRITE_ACCOUNTS, Scope.WRITE_CALLS])
def test_people_are_real_and_no_test_key_reaches_them(container: Container, scope: Scope) -> None:
    with pytest.raises(Invalid):
        key_to_try(container, HUDUMA, scopes={Scope.READ_APPLICATIONS, scope})


@pytest.mark.parametrize("phone", ["+254203000001", "+447911123456", "0722000009", "", "+254000000001"])
def test_a_test_phone_is_a_kenyan_mobile(container: Container, phone: str) -> None:
    with pytest.raises(Invalid):
        key_to_try(container, phone=phone)
