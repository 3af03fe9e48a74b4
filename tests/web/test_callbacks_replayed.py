"""The provider's captured requests, posted to the web application: their answers and their effects.

Each request of `tests/payloads` finds an empty Redis and a database without messages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import get_args
from urllib.parse import parse_qsl, urlencode

import pytest
from flask.testing import FlaskClient
from prometheus_client import REGISTRY
from sqlalchemy import delete, select, update
from werkzeug.test import TestResponse

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.messaging import messages, texted_secrets
from app.domain.messaging.delivery_reports import DeliveryReport
from app.domain.messaging.inbound_sms import InboundMessage
from app.domain.messaging.messages import Message, MessageKind, MessageState
from app.domain.subscribers import phones
from app.platform.db import Base, keys
from sessions.redis import connect
from tests.conftest import CALLBACK_KEY
from tests.payloads import Family, Payload, payloads
from tests.web.callbacks import URLS, shown

WELCOME = "CON Welcome. Karibu eCitizen\n1. Track by reference number"
ASKED = "\nEnter your reference number, such as 1020 3040 5060\n0. Back"
NOT_ONE = "CON Not a reference number. It is on your receipt or SMS, such as 1020 3040 5060." + ASKED
UNKNOWN = "CON We did not find that reference number. Check your receipt, or ask the office." + ASKED
KENYA_ONLY = "END This service is for phones of Kenyan networks."
MOVED_ON = "END This session has ended. Please dial again."

AFTER: dict[str, list[str]] = {
    "U2": ["", "1", "1*1"],
    "U17": ["1*2"],
    **{name: ["", "1"] for name in ("U13", "U14", "U15", "U16", "U25", "U26", "U27", "U28")},
}
"""The texts of the earlier hops of the same session."""
ANSWERS: dict[str, str] = {
    **dict.fromkeys(["U4", "U5", "U9"], KENYA_ONLY),
    **dict.fromkeys(["U8", "U13", "U14", "U15", "U23", "U25", "U26"], NOT_ONE),
    "U7": "CON An eCitizen reference number has 12 digits. Please count them and try again." + ASKED,
    "U16": "CON Enter your reference number, such as 1020 3040 5060\n0. Back",
    "U17": MOVED_ON,
    "U27": UNKNOWN,
    "U28": UNKNOWN,
    "U30": "CON Please answer with a number from 1 to 6.\nWelcome. Karibu eCitizen",
}
"""How the answer begins; for a request that is not here, with the first screen."""


def post(client: FlaskClient, url: str, payload: Payload) -> TestResponse:
    """Send a request to one of our URLs, exactly as it came."""
    path = f"/at/{CALLBACK_KEY}/{url}"
    if payload.method == "GET":
        return client.get(f"{path}?{payload.body.decode()}")
    return client.post(path, data=payload.body, headers=payload.headers)


def dial(client: FlaskClient, payload: Payload, text: str) -> TestResponse:
    """Send a hop of the same phone and session, with another text."""
    fields = dict(parse_qsl(payload.body.decode(), keep_blank_values=True)) | {"text": text}
    return client.post(f"/at/{CALLBACK_KEY}/ussd", data=urlencode(fields).encode(), headers=payload.headers)


def refused(answer: TestResponse, status: int | None) -> None:
    """Check that an answer is a refusal of this status, with a reason in plain text."""
    assert answer.status_code == status
    assert answer.content_type == "text/plain; charset=utf-8"
    assert len(answer.get_data(as_text=True)) > 8


@contextmanager
def fresh(container: Container) -> Iterator[None]:
    """Empty Redis, and the tables of messages in both directions, reports, counters, phones and checkpoints."""
    redis = connect(container.settings.redis)
    redis.flushdb()
    redis.close()
    with container.database.transaction() as session:
        for table in ("inbound", "messages", "delivery_reports", "tallies", "phones", "checkpoints"):
            session.execute(delete(Base.metadata.tables[table]))
    yield


def alerts(container: Container, phone: str) -> bool:
    with container.database.reading() as session:
        return phones.wants_alerts(session, phone)


def test_ussd(container: Container, client: FlaskClient, subtests: pytest.Subtests) -> None:
    for payload in payloads("ussd"):
        with subtests.test(payload.name), fresh(container):
            for text in AFTER.get(payload.name, []):
                shown(dial(client, payload, text))
            answer = post(client, "ussd", payload)
            if payload.refused:
                refused(answer, payload.refused)
            else:
                assert shown(answer).startswith(ANSWERS.get(payload.name, WELCOME))
                assert post(client, "ussd", payload).data == answer.data


def test_u24_is_dialled_straight_where_the_code_is_ours(container: Container) -> None:
    settings = container.settings.model_copy(update={"ussd_code": "*384*70421#"})
    ours = Container.of(settings, clock=container.database.clock)
    (u24,) = [payload for payload in payloads("ussd") if payload.name == "U24"]
    with fresh(container):
        assert shown(post(create_app(ours).test_client(), "ussd", u24)).startswith(NOT_ONE)
    ours.database.close()


def test_u15_is_one_answer_and_not_two(container: Container, client: FlaskClient) -> None:
    (u15,) = [payload for payload in payloads("ussd") if payload.name == "U15"]
    with fresh(container):
        for text in ("", "1"):
            dial(client, u15, text)
        seen = [shown(dial(client, u15, f"1*2*3{more}")) for more in ("", "*4", "*4*5")]
    assert ["99. Help" in screen for screen in seen] == [False, False, True]


def test_ends_of_sessions(container: Container, client: FlaskClient, subtests: pytest.Subtests) -> None:
    for payload in payloads("session_ends"):
        with subtests.test(payload.name), fresh(container):
            before = ended(payload)
            answer = post(client, "ussd/events", payload)
            if payload.refused:
                refused(answer, payload.refused)
            else:
                assert (answer.status_code, answer.data) == (200, b"")
                assert ended(payload) == before + 1


def ended(payload: Payload) -> float:
    labels = {"status": str(payload.reads.get("status", "unknown"))}
    return REGISTRY.get_sample_value("lango_ussd_session_ends_total", labels) or 0


def test_inbound_sms(container: Container, client: FlaskClient, subtests: pytest.Subtests) -> None:
    for payload in payloads("inbound_sms"):
        with subtests.test(payload.name), fresh(container):
            answers = [post(client, "sms", payload) for _ in range(2)]
            if payload.refused:
                refused(answers[0], payload.refused)
                assert kept(container) == []
                continue
            assert [(answer.status_code, answer.data) for answer in answers] == [(200, b""), (200, b"")]
            assert len(kept(container)) == 1
            text, sent_at = kept(container)[0]
            assert text == texted_secrets.blotted(str(payload.reads.get("text", text)))
            assert sent_at == payload.reads.get("sent_at", sent_at)
            assert len(replies(container)) == (0 if payload.reads.get("sender", "") is None else 1)


def kept(container: Container) -> list[tuple[str, str | None]]:
    """The text and the time of every SMS that was taken."""
    with container.database.reading() as session:
        return [
            (
                keys(session).open_text(row.text_sealed, f"inbound.text:{row.provider_id}"),
                row.sent_at.isoformat() if row.sent_at else None,
            )
            for row in session.scalars(select(InboundMessage))
        ]


def replies(container: Container) -> list[str]:
    with container.database.reading() as session:
        found = session.scalars(select(Message).where(Message.kind == MessageKind.REPLY))
        return [keys(session).open_text(each.body_sealed, each.sealed_at("body")) for each in found]


def test_what_an_inbound_sms_is_answered(container: Container, client: FlaskClient) -> None:
    how_to = "eCitizen: text your reference"
    expected = {
        "S3": "eCitizen: no more alerts by SMS",
        "S4": how_to,
        "S6": how_to,
        "S9": "eCitizen: We did not find",
    }
    for payload in payloads("inbound_sms"):
        if payload.name in expected:
            with fresh(container):
                post(client, "sms", payload)
                assert replies(container)[0].startswith(expected[payload.name]), payload.name
                assert alerts(container, "+254711000001") is (payload.name != "S3")


def test_delivery_reports(container: Container, client: FlaskClient, subtests: pytest.Subtests) -> None:
    on_the_way = ("sent", "submitted", "buffered", "unknown")
    for payload in payloads("reports"):
        with subtests.test(payload.name), fresh(container):
            name = dict(parse_qsl(payload.body.decode())).get("id", "")
            accepted(container, name)
            answer = post(client, "sms/reports", payload)
            if payload.refused:
                refused(answer, payload.refused)
                assert states(container) == [MessageState.ACCEPTED]
                continue
            assert (answer.status_code, answer.data) == (200, b"")
            status = payload.reads.get("status", "failed")
            told = {"delivered": MessageState.DELIVERED, "expired": MessageState.EXPIRED}.get(
                status, MessageState.FAILED
            )
            assert states(container) == [MessageState.ACCEPTED if status in on_the_way or name == "None" else told]
            opted_out = "phoneNumber" in payload.body.decode() and payload.reads.get("failure") == "UserInBlacklist"
            assert alerts(container, "+254711000001") is not opted_out


def test_a_report_after_a_final_one_changes_nothing(container: Container, client: FlaskClient) -> None:
    named = {payload.name: payload for payload in payloads("reports")}
    for later in ("D8", "D8b", "D8c", "D4"):
        with fresh(container):
            accepted(container, "ATXid_dda018a640edfcc5d2ce455de3e4a6e7")
            for name in ("D3", later, "D3"):
                assert post(client, "sms/reports", named[name]).status_code == 200
            assert states(container) == [MessageState.DELIVERED], later


def test_a_word_that_no_list_has_is_kept_as_it_came(container: Container, client: FlaskClient) -> None:
    (d9,) = [payload for payload in payloads("reports") if payload.name == "D9"]
    with fresh(container):
        post(client, "sms/reports", d9)
        with container.database.reading() as session:
            assert session.scalars(select(DeliveryReport.status)).all() == ["Borked"]


def accepted(container: Container, name: str) -> None:
    """Queue an SMS, and mark it as accepted by the provider under this id."""
    with container.database.transaction() as session:
        messages.queue_sms(session, key="told", kind=MessageKind.REPLY, phone="+254711000001", body="Hello")
        session.execute(update(Message).values(state=MessageState.ACCEPTED, provider_id=name or "ATXid_other"))


def states(container: Container) -> list[MessageState]:
    with container.database.reading() as session:
        return list(session.scalars(select(Message.state)))


def test_opt_outs(container: Container, client: FlaskClient, subtests: pytest.Subtests) -> None:
    for payload in payloads("opt_outs"):
        with subtests.test(payload.name), fresh(container):
            for _ in range(2):
                answer = post(client, "sms/optouts", payload)
                if payload.refused:
                    refused(answer, payload.refused)
                else:
                    assert (answer.status_code, answer.data) == (200, b"")
                assert alerts(container, "+254711000001") is bool(payload.refused)


def test_notices_of_other_products_are_refused_everywhere(
    container: Container, client: FlaskClient, subtests: pytest.Subtests
) -> None:
    for payload in payloads("strangers"):
        for url in URLS:
            with subtests.test(payload.name, url=url), fresh(container):
                refused(post(client, url, payload), 400)
                assert kept(container) == []
                assert all(alerts(container, f"+25471100{end}") for end in ("0111", "0001"))


def test_a_request_that_comes_to_another_url_is_no_failure_of_ours(client: FlaskClient) -> None:
    for family in get_args(Family):
        for payload in payloads(family):
            for url in URLS:
                assert post(client, url, payload).status_code < 500, f"{payload.name} to {url}"
