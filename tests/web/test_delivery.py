"""The real worker against a provider over real HTTP: from a queued message to the state that it reaches."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import select, update

from app.container import Container
from app.domain.messaging import channel_breaker, messages
from app.domain.messaging.messages import Channel, Message, MessageKind, MessageState
from app.domain.subscribers import phones
from tests.conftest import GATHERER
from tests.outgoing import OTHER, PHONE, look, phone, queue, states
from tests.outgoing import sent as sent_keys
from tests.standin import Kind as Deed
from tests.standin import When
from tests.standin_mail import DROP, Mailserver
from tests.standin_wire import closed_port
from tests.web.agency import Agency
from tests.web.delivery_office import Office, crowd

# Accepted


def test_a_change_of_status_reaches_the_phone_and_the_report_comes_back(
    office: Office, client: FlaskClient, agency_key: Callable[[str], str]
) -> None:
    office.provider.reports(office.reports)
    agency = Agency.of(client, agency_key)
    reference = agency.record(phone=PHONE)["reference"]
    office.send()
    assert agency.move(reference, "processing").status_code == 200
    office.send()
    assert [reference in each.replace(" ", "") for each in office.provider.texts(PHONE)] == [True, True]
    assert office.states() == {MessageState.DELIVERED}
    assert office.provider.told == [200] * 4


@pytest.mark.parametrize("when", ["after", "before", "twice", "out of order"])
def test_a_report_counts_whenever_it_comes(office: Office, when: When) -> None:
    office.provider.reports(office.reports, when=when)
    queue(office.container, "a")
    office.send()
    told = look(office.container, "a")
    assert (told.state, told.report, told.cost, told.parts) == (MessageState.DELIVERED, "delivered", "KES 0.8000", 1)
    assert told.provider_id == office.provider.accepted[0].id
    assert set(office.provider.told) == {200}


@pytest.mark.parametrize(
    ("status", "state"),
    [("Failed", MessageState.FAILED), ("AbsentSubscriber", MessageState.FAILED), ("Expired", MessageState.EXPIRED)],
)
def test_a_failure_is_reported(office: Office, status: str, state: MessageState) -> None:
    office.provider.reports(office.reports, statuses=("Sent", status, "Buffered"))
    queue(office.container, "a")
    office.send()
    assert look(office.container, "a").state == state


def test_each_code_of_acceptance(office: Office) -> None:
    numbers = crowd(office, 3)
    for number, code in zip(numbers, [100, 101, 102], strict=True):
        office.provider.will("accept", code, phone=number)
    office.send()
    assert office.states() == {MessageState.ACCEPTED}
    assert len(office.provider.accepted) == 3


# Refused


def test_each_code_that_is_final_ends_the_message_and_nothing_is_asked_again(office: Office) -> None:
    codes = [401, 403, 404, 406, 407]
    numbers = crowd(office, len(codes))
    for number, code in zip(numbers, codes, strict=True):
        office.provider.will("refuse", code, phone=number, times=None)
    office.send()
    office.pass_time(hours=1)
    assert office.states() == {MessageState.FAILED}
    assert [look(office.container, each).last_error for each in numbers] == [
        "401 RiskHold", "403 InvalidPhoneNumber", "404 UnsupportedNumberType", "406 UserInBlacklist",
        "407 CouldNotRoute",
    ]  # fmt: skip
    assert len(office.provider.asked) == len(codes)


def test_each_refusal_that_can_be_mended_is_tried_again_and_sent_once(office: Office) -> None:
    refusals: list[tuple[Deed, object]] = [("refuse", code) for code in (409, 502)]
    refusals += [("http", status) for status in (400, 409, 413)] + [("refuse all", "Bad luck")]
    numbers = crowd(office, len(refusals))
    for number, (deed, value) in zip(numbers, refusals, strict=True):
        office.provider.will(deed, value, phone=number)
    office.send()
    assert (office.states(), office.provider.accepted) == ({MessageState.PENDING}, [])
    office.pass_time(seconds=2)
    assert office.states() == {MessageState.ACCEPTED}
    assert [len(office.provider.texts(each)) for each in numbers] == [1] * len(numbers)


@pytest.mark.slow
def test_an_empty_account_stops_the_channel_burns_nothing_and_is_tried_by_one_at_a_time(office: Office) -> None:
    office.provider.will("refuse", 405, times=None)
    numbers = crowd(office, 60)
    queue(office.container, "code", kind=MessageKind.OTP)
    queue(office.container, "reply", kind=MessageKind.REPLY)
    office.send()
    asked = len(office.provider.asked)
    assert asked <= 24, "no more than were on their way when it was told"
    for _ in range(20):
        office.pass_time(seconds=31)
    assert len(office.provider.asked) == asked + 20, "one each time"
    assert {look(office.container, each).attempt for each in states(office.container)} == {0}
    found = states(office.container)
    assert (found.pop("code"), look(office.container, "code").last_error) == (
        MessageState.EXPIRED,
        "405 InsufficientBalance",
    )
    assert set(found.values()) == {MessageState.PENDING}
    office.provider._rules.clear()
    office.pass_time(seconds=31)
    assert sorted(sent_keys(office.container, office.provider)) == sorted([*numbers, "reply"]), (
        "each once, without a code"
    )


@pytest.mark.parametrize(
    ("deed", "value"),
    [("refuse", 402), ("refuse", 405), ("http", 401), ("http", 403), ("http", 429), ("refuse all", "InvalidSenderId"),
     ("redirect", "http://127.0.0.1:9/")],
)  # fmt: skip
def test_a_refusal_that_would_meet_all_is_one_standstill_and_ends_by_itself(
    office: Office, client: FlaskClient, deed: Deed, value: object
) -> None:
    office.provider.will(deed, value, times=None)
    numbers = crowd(office, 12)
    office.send()
    for _ in range(3):
        office.pass_time(seconds=31)
    with office.container.database.reading() as session:
        assert channel_breaker.open_breakers(session)[Channel.SMS].seconds == 93, "one, since the first refusal"
    assert 'lango_channel_stands_still{channel="sms"} 1' in client.get("/metrics", headers=GATHERER).text
    assert "lango_outbox_oldest_seconds 0" in client.get("/metrics", headers=GATHERER).text, "the webs go on serving"
    office.provider._rules.clear()
    office.pass_time(seconds=31)
    assert 'lango_channel_stands_still{channel="sms"} 0' in client.get("/metrics", headers=GATHERER).text
    assert [len(office.provider.texts(each)) for each in numbers] == [1] * len(numbers)


def test_a_code_that_expires_behind_a_standstill_says_why(office: Office) -> None:
    office.provider.will("refuse", 405, times=None)
    queue(office.container, "alert")
    office.send()
    queue(office.container, "code", kind=MessageKind.OTP, to=OTHER)
    office.clock.move(minutes=11)
    office.worker().sweep()
    assert (look(office.container, "code").state, look(office.container, "code").attempt) == (MessageState.EXPIRED, 0)
    assert look(office.container, "code").last_error == "405 InsufficientBalance"


def test_a_bad_number_that_tries_a_standing_channel_lets_the_next_one_try(office: Office) -> None:
    office.provider.will("refuse", 405, times=1)
    queue(office.container, "first")
    office.send()
    office.provider.will("refuse", 403, phone=OTHER)
    queue(office.container, "bad", kind=MessageKind.REPLY, to=OTHER)
    office.pass_time(seconds=2)
    assert states(office.container) == {"first": MessageState.ACCEPTED, "bad": MessageState.FAILED}


def test_mail_and_sms_stand_still_each_by_itself(office: Office) -> None:
    """While the mail relay is down, refuses us or breaks off, SMS go on; e-mail is sent when it is back (fault F37)."""
    with Mailserver() as server:
        mail = {"smtp_url": SecretStr(server.url), "mail_from": "no-reply@example.go.ke"}
        for number, (step, reply) in enumerate(
            [("CONNECT", "421 4.3.2 later"), ("MAIL", "550 5.7.1 no"), ("MAIL", DROP)]
        ):
            server.will(step, reply)  # type: ignore[arg-type]
            for each in range(3):
                queue_mail(office.container, f"m{number}{each}", f"a{number}{each}@b.ke")
            queue(office.container, f"sms{number}", to=phone(number))
            office.send(office.worker(**mail))
            assert look(office.container, f"sms{number}").state == MessageState.ACCEPTED
            assert (look(office.container, f"m{number}0").state, server.letters) == (MessageState.PENDING, [])
            office.clock.move(seconds=31)
            del server.replies[step]  # type: ignore[arg-type]
        office.clock.move(minutes=5)
        office.send(office.worker(**mail))
        assert len(server.letters) == 9
        assert len({letter["Message-ID"] for letter in server.letters}) == 9


def queue_mail(container: Container, key: str, address: str) -> None:
    with container.database.transaction() as session:
        messages.queue_email(session, key=key, kind=MessageKind.ALERT, address=address, subject="s", body="b")


def test_a_phone_in_the_blacklist_gets_no_more_alerts_and_still_its_replies(office: Office) -> None:
    office.provider.will("refuse", 406, phone=PHONE)
    queue(office.container, "first", "second")
    office.send()
    queue(office.container, "reply", kind=MessageKind.REPLY)
    office.send()
    assert states(office.container) == {
        "first": MessageState.FAILED,
        "second": MessageState.EXPIRED,
        "reply": MessageState.ACCEPTED,
    }
    with office.container.database.reading() as session:
        assert not phones.wants_alerts(session, PHONE)


def test_a_provider_that_is_away_costs_time_and_no_message(office: Office) -> None:
    for number in range(3):
        for turn in range(3):
            queue(office.container, f"{number}:{turn}", to=phone(number))
    away = office.worker(at_base_url=f"http://127.0.0.1:{closed_port()}")
    for _ in range(10):
        office.send(away)
        office.clock.move(minutes=1)
    assert office.states() == {MessageState.PENDING}
    assert look(office.container, "0:0").last_error == "not sent ConnectionError"
    for _ in range(5):
        office.pass_time(minutes=5)
    sent = sent_keys(office.container, office.provider)
    assert sorted(sent) == sorted(states(office.container)), "each once"
    assert all(sent.index(f"{n}:0") < sent.index(f"{n}:1") < sent.index(f"{n}:2") for n in range(3)), "in order"


def test_a_poisoned_message_holds_up_no_other(office: Office) -> None:
    queue(office.container, "no number", to=phone(998))
    queue(office.container, "refused", to=OTHER)
    queue(office.container, "sealed by nobody", to=phone(999))
    with office.container.database.transaction() as session:
        # as queued by a release that did not check numbers
        waiting = session.scalars(select(Message).where(Message.key == "no number")).one()
        waiting.address_sealed = office.container.keys.seal_text("MTN", waiting.sealed_at("address"))
        poison = update(Message).where(Message.key == "sealed by nobody")
        session.execute(poison.values(address_sealed=b"\0" * 40))
    office.provider.will("refuse", 502, phone=OTHER, times=None)
    numbers = crowd(office, 30)
    office.send()
    found = states(office.container)
    assert {found[number] for number in numbers} == {MessageState.ACCEPTED}
    assert (found["no number"], found["refused"], found["sealed by nobody"]) == (
        MessageState.FAILED, MessageState.PENDING, MessageState.PENDING
    )  # fmt: skip


@pytest.mark.slow
def test_of_a_thousand_messages_one_is_poison_and_999_go_out(office: Office) -> None:
    numbers = crowd(office, 1000)
    poison = numbers[7]
    office.provider.will("refuse", 502, phone=poison, times=None)
    office.send()
    found = states(office.container)
    assert found.pop(poison) == MessageState.PENDING
    assert set(found.values()) == {MessageState.ACCEPTED}
    assert office.provider.duplicates() == {}
