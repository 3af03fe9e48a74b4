"""SMS, e-mails and SIM checks: what the simulated provider accepts, and what it calls back about."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from app.container import Container
from app.domain.identity.recovery import sim_swap_checks
from app.domain.identity.recovery.sim_swap_checks import CheckState, SimAnswer
from app.domain.messaging import messages
from app.domain.messaging.delivery_reports import DeliveryReport
from app.domain.messaging.messages import Message, MessageKind, MessageState
from app.platform.config.simulated_credentials import SIMULATED_AT_KEY, SIMULATED_AT_USERNAME
from app.providers.africastalking.sim_swaps import SimSwaps
from app.providers.africastalking.sms import AfricasTalking
from app.providers.ports import Accepted, Refused
from app.simulator.africastalking import account
from app.simulator.numbers import NUMBERS, FixedBehaviour
from app.simulator.posting import CallbackQueue
from app.simulator.wire_log import WireLog
from app.worker.main import Worker
from tests.conftest import MONDAY, Clock
from tests.scripted_server import ScriptedServer, Told
from tests.simulator.phones import KEYED, PHONE, PROVIDER, PhonesWorld

SOON = account.REPORT_SECONDS
"""The value that the product has, before the fixture changes it."""


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send at once the callbacks that the simulator sends later."""
    monkeypatch.setattr(account, "REPORT_SECONDS", 0.0)
    monkeypatch.setattr(account, "TOLD_SECONDS", 0.0)


def number(kind: FixedBehaviour) -> str:
    """The phone number that has this fixed behaviour."""
    return next(each.phone for each in NUMBERS if each.kind is kind)


def adapter(world: PhonesWorld) -> AfricasTalking:
    """The gateway's own SMS adapter, which sends to the simulator as under `make run`."""
    base = f"{world.container.settings.own_url}{PROVIDER}"
    return AfricasTalking(SIMULATED_AT_USERNAME, SIMULATED_AT_KEY, base_url=base)


def reports(container: Container) -> list[tuple[str, str]]:
    with container.database.reading() as session:
        return [(each.provider_id, each.status) for each in session.scalars(select(DeliveryReport))]


def test_an_sms_is_taken_and_its_report_comes_once_whoever_looks(world: PhonesWorld) -> None:
    outcome = adapter(world).send(PHONE, "x" * 161, key="a")
    assert isinstance(outcome, Accepted)
    assert (outcome.cost, outcome.parts) == ("KES 1.6000", 2)
    world.account.callbacks.settle()
    assert reports(world.container) == [(outcome.provider_id, "delivered")]
    assert world.callbacks.count("sms/reports") == 1


def test_a_phone_texts_and_the_answer_comes_by_sms_with_its_report(world: PhonesWorld) -> None:
    sent = world.client.post("/phone/texts", json={"phone": PHONE, "text": "help"}).get_json()
    [record] = sent["wire"]
    assert record["request"]["path"] == "/at/KEY/sms"
    assert record["request"]["body"].startswith("from=%2B254700000001&to=22222&text=help&date=2")
    assert record["answer"]["status"] == 200
    assert record["answer"]["body"] == "", "there is no SMS in the answer to a callback"
    again = world.client.post("/phone/texts", json={"phone": PHONE, "text": "help", "id": sent["id"]}).get_json()
    assert again["id"] == sent["id"]
    with world.container.database.reading() as session:
        [message] = session.scalars(select(Message))
        assert (message.kind, message.state) == (MessageKind.REPLY, MessageState.PENDING)


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"text": ""}, "text: 1 to 918"), ({"text": "x" * 919}, "text: 1 to 918"), ({"id": "a b"}, "id: 1 to 64")],
)
def test_an_sms_that_no_phone_sends_is_refused(world: PhonesWorld, given: dict[str, str], reason: str) -> None:
    answer = world.client.post("/phone/texts", json={"phone": PHONE, "text": "hali"} | given)
    assert (answer.status_code, reason in answer.text) == (422, True)
    assert world.callbacks == []


def test_a_phone_that_has_opted_out_is_refused_and_not_reported_on(world: PhonesWorld) -> None:
    outcome = adapter(world).send(number(FixedBehaviour.BLACKLISTED), "hali", key="a")
    assert outcome == Refused("406", "UserInBlacklist", temporary=False)
    world.account.callbacks.settle()
    assert world.callbacks == []


def test_a_network_without_reports_sends_none(world: PhonesWorld) -> None:
    assert world.send_sms(number(FixedBehaviour.NO_REPORTS))["statusCode"] == 101
    world.account.callbacks.settle()
    assert world.callbacks == []


def test_a_late_network_reports_later(world: PhonesWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "LATE_SECONDS", 0.2)
    began = time.monotonic()
    world.send_sms(number(FixedBehaviour.LATE_REPORTS))
    world.send_sms(PHONE)
    world.account.callbacks.settle()
    assert time.monotonic() - began >= 0.2
    assert world.callbacks == ["sms/reports"] * 2


def queue_and_send(world: PhonesWorld, phone: str) -> None:
    """Have the gateway send an SMS by way of the simulated provider."""
    here = world.container.settings
    account = {"at_username": SIMULATED_AT_USERNAME, "at_base_url": f"{here.own_url}{PROVIDER}"}
    container = world.with_settings(**account, at_api_key=SecretStr(SIMULATED_AT_KEY))
    with container.database.transaction() as session:
        messages.queue_sms(session, key="a", kind=MessageKind.NOTICE, phone=phone, body="hali")
    for future in Worker(container).turn():
        future.result()
    world.account.callbacks.settle()


def test_a_phone_that_is_off_shows_nothing_and_its_network_says_so(world: PhonesWorld) -> None:
    off = number(FixedBehaviour.SWITCHED_OFF)
    queue_and_send(world, off)
    with world.container.database.reading() as session:
        [message] = session.scalars(select(Message))
        assert (message.state, message.report) == (MessageState.FAILED, "absent")
    assert world.client.get("/phone/messages", query_string={"phone": off}).get_json() == []


def test_an_sms_that_has_come_is_shown_and_known_as_delivered(world: PhonesWorld) -> None:
    queue_and_send(world, PHONE)
    with world.container.database.reading() as session:
        [message] = session.scalars(select(Message))
        assert (message.state, message.report) == (MessageState.DELIVERED, "delivered")
    [shown] = world.client.get("/phone/messages", query_string={"phone": PHONE}).get_json()
    assert shown["text"] == "hali"


def test_nobody_sends_without_the_key_and_there_is_no_more_than_the_provider_has(world: PhonesWorld) -> None:
    form = {"username": "simulator", "to": PHONE, "message": "hali"}
    wrong = world.client.post(f"{PROVIDER}/version1/messaging", data=form, headers={"apiKey": "another"})
    assert (wrong.status_code, wrong.text) == (401, "The supplied authentication is invalid")
    other = world.client.post(f"{PROVIDER}/version1/messaging", data=form | {"username": "me"}, headers=KEYED)
    assert other.status_code == 401
    bare = world.client.post(f"{PROVIDER}/version1/messaging", data={"username": "simulator"}, headers=KEYED)
    assert bare.status_code == 400
    for path in ("ussd/push", "version1/ussd", "version1/messaging/cancel", "payments", "version1/user"):
        assert world.client.post(f"{PROVIDER}/{path}", headers=KEYED).status_code == 404, path
    assert world.callbacks == []


def known_of(world: PhonesWorld, phone: str) -> list[CheckState]:
    """Have the gateway ask about a SIM; the verdicts that it received by callback."""
    base = f"{world.container.settings.own_url}{PROVIDER}"
    outcome = SimSwaps(SIMULATED_AT_USERNAME, SIMULATED_AT_KEY, base).ask(phone)
    assert isinstance(outcome, Accepted)
    world.account.callbacks.settle()
    with world.container.database.reading() as session:
        return list(session.scalars(select(SimAnswer.verdict).where(SimAnswer.request_id == outcome.provider_id)))


def test_what_is_known_of_a_sim_is_told_later_by_a_callback(world: PhonesWorld) -> None:
    world.clock.time = datetime.now(UTC)
    assert known_of(world, PHONE) == [CheckState.FINE]
    assert known_of(world, number(FixedBehaviour.SIM_CHANGED)) == [CheckState.SWAPPED]
    assert known_of(world, number(FixedBehaviour.SIM_UNTOLD)) == []
    assert timedelta(days=1) < sim_swap_checks.LATELY
    asked = {"username": "simulator", "phoneNumbers": [PHONE]}
    answer = world.client.post(f"{PROVIDER}/v1/sim-swap", json=asked, headers=KEYED).get_json()
    assert [each["status"] for each in answer["responses"]] == ["Queued"]
    assert "wapped" not in json.dumps(answer), "the answer to the question says nothing of the SIM"


def test_mails_are_listed_whoever_they_are_to(world: PhonesWorld) -> None:
    with world.container.database.transaction() as session:
        for name in ("a", "b"):
            to, subject, body = f"{name}@example.com", f"Subject {name}", f"Text {name}"
            kind = MessageKind.NOTICE
            messages.queue_email(session, key=name, kind=kind, address=to, subject=subject, body=body)
    for future in Worker(world.container).turn():
        future.result()
    first, second = world.client.get("/phone/mails").get_json()
    assert {name: first[name] for name in ("to", "subject", "text")} == {
        "to": "a@example.com", "subject": "Subject a", "text": "Text a",
    }  # fmt: skip
    assert world.client.get("/phone/mails", query_string={"after": first["id"]}).get_json() == [second]
    assert world.client.get("/phone/mails?after=x").status_code == 400


def test_what_the_gateway_does_not_take_is_not_told_again() -> None:
    log = WireLog(None)
    with ScriptedServer(lambda _: Told(503, b"later")) as gateway:
        callbacks = CallbackQueue(gateway.url, lambda: "secret", log, Clock())
        for number in range(3):
            callbacks.post_later(0.0, PHONE, "sms/reports", f"{number}".encode(), {})
        callbacks.settle()
        assert [(each.path, each.raw) for each in gateway.asked] == [
            ("/at/secret/sms/reports", f"{number}".encode()) for number in range(3)
        ]
    callbacks.post_later(0.0, PHONE, "sms/reports", b"", {})
    callbacks.settle()
    kept = [each.record for each in log.since({PHONE}, MONDAY)]
    assert [(each.path, each.status, each.answer) for each in kept] == [
        *[("/at/KEY/sms/reports", 503, "later")] * 3,
        ("/at/KEY/sms/reports", 0, ""),
    ]


def test_no_report_comes_before_the_answer_that_names_its_sms(world: PhonesWorld) -> None:
    assert (account.REPORT_SECONDS, account.LATE_SECONDS) == (0.0, 20.0)
    name = world.send_sms(PHONE)["messageId"]
    world.account.callbacks.settle()
    assert reports(world.container) == [(name, "delivered")]
    assert SOON > 0.1
