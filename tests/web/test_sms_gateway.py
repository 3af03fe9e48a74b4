"""The second SMS provider (a stand-in over HTTP): its answers and its reports; nothing is sent twice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.messaging import messages
from app.domain.messaging.messages import Message, MessageKind, MessageState
from app.platform.gsm0338 import parts
from app.providers.ports import Accepted, Outcome, Refused, Unknown
from app.providers.sms_gateway import HttpSmsGateway
from app.worker.main import Worker
from tests.scripted_server import DROP, Asked, ScriptedServer, Told
from tests.standin import Standin
from tests.stories.telling import deliver

AIRTEL, SAFARICOM = "+254733000001", "+254722000001"
KEY = "a-key-of-the-second-provider-0123456789"
TAKEN = Accepted("gateway:g-1", "KES 0.80", 1)


def taking(asked: Asked) -> Told:
    return Told(202, {"id": f"g-{asked.json['id']}", "cost": "KES 0.80", "parts": 1})


@pytest.fixture
def gateway() -> Iterator[ScriptedServer]:
    """The second provider, which accepts every message."""
    with ScriptedServer(taking) as server:
        yield server


@pytest.fixture
def africastalking() -> Iterator[Standin]:
    """The first provider."""
    with Standin() as provider:
        yield provider


@pytest.fixture
def both(container: Container, gateway: ScriptedServer, africastalking: Standin) -> Container:
    """An installation with both providers, where the second one serves Airtel."""
    changed = container.settings.model_copy(
        update={
            "at_username": "lango",
            "at_api_key": SecretStr(africastalking.api_key),
            "at_base_url": africastalking.url,
            "sms_gateway_url": f"{gateway.url}/messages",
            "sms_gateway_token": SecretStr("a token"),
            "sms_gateway_sender_id": "ECITIZEN",
            "sms_gateway_networks": ["airtel"],
            "sms_gateway_callback_keys": SecretStr(KEY),
        }
    )
    return replace(container, settings=changed)


def queue(container: Container, phone: str, key: str) -> None:
    with container.database.transaction() as session:
        messages.queue_sms(session, key=key, kind=MessageKind.REPLY, phone=phone, body="Hello")


def work(container: Container) -> None:
    worker = Worker(container)
    deliver(worker)
    worker.finish()


def stands(container: Container, key: str) -> Message:
    with container.database.reading() as session:
        return session.query(Message).filter_by(key=key).one()


def report(client: FlaskClient, told: dict[str, object], key: str = KEY) -> int:
    return client.post(f"/sms-gateway/{key}/reports", json=told).status_code


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Told(202, {"id": "g-1", "cost": "KES 0.80", "parts": 1}), TAKEN),
        (Told(200, {"id": 7}), Accepted("gateway:7", "", parts("Hello"))),
        (Told(200, {"id": "two words"}), Unknown("HTTP 200 without a name for the message")),
        (Told(200, b"OK"), Unknown("HTTP 200 without a name for the message")),
        (Told(422, {"error": "bad-number"}), Refused("HTTP 422", "bad-number", temporary=False)),
        (Told(400, b"<html>"), Refused("HTTP 400", "", temporary=False)),
        (Told(401, {"error": "token"}), Refused("HTTP 401", "token", temporary=True, for_all=True)),
        (Told(402, {"error": "254722000001"}), Refused("HTTP 402", "unreadable", temporary=True, for_all=True)),
        (Told(302, headers={"Location": "/"}), Refused("HTTP 302", "", temporary=True, for_all=True)),
        (Told(503), Refused("HTTP 503", "", temporary=True, for_all=True)),
        (Told(500), Unknown("HTTP 500")),
        (DROP, Unknown("ConnectionError")),
    ],
)
def test_what_an_answer_says(gateway: ScriptedServer, answer: Told | str, outcome: Outcome) -> None:
    gateway.answering = lambda _: answer
    assert HttpSmsGateway(f"{gateway.url}/messages", "a token").send(AIRTEL, "Hello", key="k") == outcome
    assert len(gateway.asked) == 1


def test_a_gateway_that_is_not_there_has_taken_nothing(gateway: ScriptedServer) -> None:
    gone = HttpSmsGateway("http://127.0.0.1:9/messages", "")
    assert gone.send(AIRTEL, "Hello", key="k") == Refused("not sent", "ConnectionError", temporary=True, for_all=True)


@pytest.mark.parametrize("url", ["", "host/messages", "ftp://host", "https://user@host/", "https://host/a b"])
def test_a_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SMS_GATEWAY_URL"):
        HttpSmsGateway(url, "")


def test_each_network_goes_by_its_provider_and_each_report_finds_its_message(
    both: Container, gateway: ScriptedServer, africastalking: Standin
) -> None:
    queue(both, AIRTEL, "to-airtel")
    queue(both, SAFARICOM, "to-safaricom")
    work(both)
    [asked] = gateway.asked
    assert (asked.path, asked.headers["authorization"]) == ("/messages", "Bearer a token")
    assert asked.json == {"id": "to-airtel", "to": AIRTEL, "text": "Hello", "from": "ECITIZEN"}
    assert [each.phone for each in africastalking.accepted] == [SAFARICOM]
    assert stands(both, "to-airtel").provider_id == "gateway:g-to-airtel"
    client = create_app(both).test_client()
    assert report(client, {"id": "g-to-airtel", "status": "Delivered", "to": AIRTEL}) == 200
    assert stands(both, "to-airtel").state == MessageState.DELIVERED
    assert stands(both, "to-safaricom").state == MessageState.ACCEPTED


def test_a_code_reaches_its_phone_while_its_provider_is_out_of_order(
    both: Container, gateway: ScriptedServer, africastalking: Standin
) -> None:
    gateway.answering = lambda _: Told(402, {"error": "no-credit"})
    queue(both, AIRTEL, "one")
    work(both)
    assert [each.phone for each in africastalking.accepted] == [AIRTEL]
    assert stands(both, "one").state == MessageState.ACCEPTED
    assert stands(both, "one").attempt == 1


def test_an_answer_that_was_lost_is_told_by_the_report_and_nothing_is_sent_twice(
    both: Container, gateway: ScriptedServer, africastalking: Standin
) -> None:
    gateway.answering = lambda _: DROP
    queue(both, AIRTEL, "one")
    work(both)
    assert stands(both, "one").state == MessageState.UNKNOWN
    assert report(create_app(both).test_client(), {"id": "late", "status": "sent", "to": AIRTEL}) == 200
    assert (stands(both, "one").state, stands(both, "one").provider_id) == (MessageState.ACCEPTED, "gateway:late")
    assert (len(gateway.asked), africastalking.accepted) == (1, [])


def test_names_of_two_providers_that_are_alike_are_not_confused(both: Container, africastalking: Standin) -> None:
    queue(both, SAFARICOM, "one")
    work(both)
    name = stands(both, "one").provider_id
    assert report(create_app(both).test_client(), {"id": name, "status": "failed"}) == 200
    assert stands(both, "one").state == MessageState.ACCEPTED


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"status": "sent"}, 400),
        ({"id": "", "status": "sent"}, 400),
        ({"id": "one two", "status": "sent"}, 400),
        ({"id": "n", "status": ""}, 400),
        ({"id": "n"}, 400),
        ({"id": "n", "status": "a word that nobody knows"}, 200),
        ({"id": "n", "status": "sent", "to": "not a phone"}, 200),
    ],
)
def test_a_report_is_taken_or_refused_with_a_reason(both: Container, told: dict[str, object], code: int) -> None:
    assert report(create_app(both).test_client(), told) == code


def test_another_key_sees_what_a_wrong_path_shows(both: Container, container: Container) -> None:
    assert report(create_app(both).test_client(), {"id": "n", "status": "sent"}, "another") == 404
    assert report(create_app(container).test_client(), {"id": "n", "status": "sent"}) == 404


def test_with_africas_talking_off_everything_goes_by_the_gateway(both: Container, gateway: ScriptedServer) -> None:
    alone = replace(both, settings=both.settings.model_copy(update={"at_username": "off"}))
    queue(alone, SAFARICOM, "one")
    work(alone)
    assert [each.json["to"] for each in gateway.asked] == [SAFARICOM]
    assert stands(alone, "one").state == MessageState.ACCEPTED
