"""SMS budgets: the refusal to an agency whose key has used its budget up, and to a citizen who asks for an SMS."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.container import Container
from app.domain.messaging import messages, sms_budget
from app.domain.messaging.messages import Message, MessageKind
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Terms
from tests.conftest import Clock
from tests.database.holder import do, sms_to
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency
from tests.web.talking import talk

PHONE, OTHER = "+254712000033", "+254712000034"


@pytest.fixture
def dis(container: Container, client: FlaskClient) -> Agency:
    """An agency whose key may cause two SMS an hour."""
    with container.database.transaction() as session:
        return Agency(client, api_keys.issue_key(session, "dis", actor="test", terms=Terms(sms_per_hour=2)))


def stands(dis: Agency, reference: str) -> tuple[str, int]:
    found = dis.get(f"{APPLICATIONS}/{reference}").get_json()
    return found["status"], found["version"]


def sms(container: Container) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).where(Message.kind == MessageKind.ALERT)) or 0


def test_a_change_beyond_the_budget_is_refused_and_may_come_again_under_its_key(
    container: Container, clock: Clock, dis: Agency
) -> None:
    reference = dis.record()["reference"]
    clock.move(minutes=20)
    assert dis.move(reference, "processing").status_code == 200
    refused = dis.move(reference, "needs_action", headers={"idempotency_key": "k"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2400")
    assert refused.get_json()["title"] == "Too Many Requests"
    assert (stands(dis, reference), sms(container)) == (("processing", 2), 2)
    assert dis.post(APPLICATIONS, NEW | {"reference": REFERENCE}).status_code == 429
    assert dis.get(f"{APPLICATIONS}/{REFERENCE}").status_code == 404
    clock.move(minutes=40)
    again = dis.move(reference, "needs_action", headers={"idempotency_key": "k"})
    assert (again.status_code, again.headers.get("Idempotent-Replayed")) == (200, None)
    assert (stands(dis, reference), sms(container)) == (("needs_action", 3), 3)


def test_of_a_batch_each_change_has_its_own_answer(container: Container, clock: Clock, dis: Agency) -> None:
    first = dis.record(reference="EPP1-A1B2C3D4")["reference"]
    clock.move(hours=1)
    second, third = (dis.record(reference=f"EPP1-B1B2C3D{number}")["reference"] for number in range(2))
    clock.move(minutes=59)
    moves = {"changes": [{"reference": each, "status": "processing"} for each in (first, second, third)]}
    told = dis.post(f"{APPLICATIONS}/status", moves, idempotency_key="k").get_json()["results"]
    assert [each["code"] for each in told] == [429] * 3
    clock.move(minutes=1)
    told = dis.post(f"{APPLICATIONS}/status", moves, idempotency_key="k").get_json()["results"]
    assert [each["code"] for each in told] == [200, 200, 429]
    assert stands(dis, third) == ("submitted", 1)
    clock.move(hours=1)
    told = dis.post(f"{APPLICATIONS}/status", moves, idempotency_key="k").get_json()["results"]
    assert [each["code"] for each in told] == [200] * 3
    assert sms(container) == 6


@pytest.mark.parametrize(
    "phone", ["+254203000001", "020 3000001", "+254900123456", "+254000000001", "+447911123456", "+8816123456", "22222"]
)
def test_a_phone_that_no_sms_may_go_to_is_refused_by_name(
    client: FlaskClient, agency_key: Callable[[str], str], phone: str
) -> None:
    answer = Agency.of(client, agency_key).post(APPLICATIONS, NEW | {"phone": phone})
    assert answer.status_code == 422
    [error] = answer.get_json()["errors"]
    assert (error["pointer"], phone in answer.text) == ("/phone", False)


def test_an_agency_by_default_has_twenty_thousand(
    container: Container, client: FlaskClient, agency_key: Callable[[str], str]
) -> None:
    dis = Agency.of(client, agency_key)
    assert KeyBudget(dis.key_id).an_hour == sms_budget.OF_A_KEY == 20_000
    do(container, sms_budget.reserve_for_key, KeyBudget(dis.key_id), 20_000)
    assert dis.post(APPLICATIONS, NEW).status_code == 429
    assert Agency.of(client, agency_key, "ntsa").get(f"{APPLICATIONS}/{REFERENCE}").status_code == 404


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (("2", "1", "29000001", "Wanjiku", "1990", "2"), "CON Too many SMS. Try again in an hour."),
        (("4", "passport", "1", "5", "1"), "CON You have asked for many SMS."),
    ],
)
def test_who_was_promised_an_sms_is_told_that_there_were_too_many(
    container: Container, client: FlaskClient, way: tuple[str, ...], told: str
) -> None:
    """The SMS is the privacy notice or the leaflet of a service; a phone gets forty SMS, and no more."""
    for number in range(39):
        do(container, messages.queue_sms, key=f"k{number}", kind=MessageKind.REPLY, phone=PHONE, body="b")
    assert not talk(client, PHONE, *way)[-1].startswith(told)
    assert len(sms_to(container, PHONE)) == 40
    for number in range(40):
        do(container, messages.queue_sms, key=f"o{number}", kind=MessageKind.REPLY, phone=OTHER, body="b")
    assert talk(client, OTHER, *way)[-1].startswith(told)
    assert len(sms_to(container, OTHER)) == 40
