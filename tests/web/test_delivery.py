"""The real worker against a provider over real HTTP: from a message queued to the state that it reaches."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass, field, replace
from datetime import timedelta
from time import sleep
from typing import Final

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import select, update

from app.container import Container
from app.domain.messaging import channel_breaker, dead_letters, messages
from app.domain.messaging.messages import Channel, Message, MessageKind, MessageState
from app.domain.subscribers import phones
from app.providers.africastalking.sms import AfricasTalking
from app.worker.main import Worker
from app.worker.sender_pool import MANY
from tests.conftest import CALLBACK_KEY, GATHERER, Clock
from tests.outgoing import BY_SMS, OTHER, PHONE, TEXT, listening, locked, look, phone, queue, states
from tests.outgoing import sent as sent_keys
from tests.standin import Kind as Deed
from tests.standin import Standin, When
from tests.standin_mail import DROP, Mailserver
from tests.standin_wire import closed_port, silence
from tests.web.agency import Agency

SHORT: Final = (2.0, 2.0)
"""Seconds to connect and to wait for an answer, in place of 3 and 10."""
SAYS_NOTHING: Final[list[tuple[Deed, object]]] = [
    ("http", 500), ("http", 502), ("http", 503), ("http", 504), ("html", None), ("empty", None),
    ("truncated", None), ("cut", None), ("drop", "after"), ("hang", 3.0), ("refuse", 500), ("refuse", 501),
]  # fmt: skip
"""What the provider can do so that nobody knows whether the message went out."""


@dataclass
class Office:
    """A worker, its provider, and the web that hears the provider's reports."""

    container: Container
    clock: Clock
    provider: Standin
    reports: str
    workers: list[Worker] = field(default_factory=list)

    def worker(self, **settings: object) -> Worker:
        """A worker for the provider, or with other settings than that."""
        account = {"at_username": "lango", "at_api_key": SecretStr(self.provider.api_key)}
        changed = account | {"at_base_url": self.provider.url} | settings
        container = replace(self.container, settings=self.container.settings.model_copy(update=changed))
        self.workers.append(Worker(container))
        return self.workers[-1]

    def send(self, worker: Worker | None = None) -> None:
        """Send all that is due now, and wait for what comes of it."""
        worker = worker or self.worker()
        while started := worker.turn():
            assert not wait(started, 20).not_done
        self.provider.settle()

    def pass_time(self, **by: float) -> None:
        """Let time pass, and what it settles be settled and sent."""
        self.clock.move(**by)
        worker = self.worker()
        worker.sweep()
        self.send(worker)

    def states(self) -> set[MessageState]:
        """The states that there are."""
        return set(states(self.container).values())


@pytest.fixture
def office(container: Container, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    defaults = AfricasTalking.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "timeout", SHORT)
    with Standin() as provider, listening(container) as url:
        made = Office(container, clock, provider, f"{url}/at/{CALLBACK_KEY}/sms/reports")
        yield made
    for worker in made.workers:
        worker.finish()


def crowd(office: Office, count: int) -> list[str]:
    """So many phones, each with an alert that bears its number as key."""
    numbers = [phone(number) for number in range(count)]
    for number in numbers:
        queue(office.container, number, to=number)
    return numbers


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
    """A relay that is down, refuses us, or breaks off: SMS go on, and e-mail goes when it is back (fault F37)."""
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
        waiting = session.scalars(select(Message).where(Message.key == "no number")).one()  # from before the gate
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


# Unknown


@pytest.mark.slow
def test_whatever_says_nothing_leaves_the_alert_unknown_until_its_report_or_120_s(office: Office) -> None:
    """Each of them three times: sent and reported; sent and not reported; not sent."""
    reported, unreported, unsent = (
        [phone(100 * group + number) for number in range(len(SAYS_NOTHING))] for group in range(3)
    )
    for group in (reported, unreported, unsent):
        for number, (deed, value) in zip(group, SAYS_NOTHING, strict=True):
            office.provider.will(deed, value, phone=number, accepted=group is not unsent)
            queue(office.container, number, to=number)
    for number in reported:
        office.provider.reports(office.reports, phone=number)
    office.send()
    found = states(office.container)
    assert {found[each] for each in reported} == {MessageState.DELIVERED}
    assert {found[each] for each in unreported + unsent} == {MessageState.UNKNOWN}
    office.pass_time(seconds=119)
    assert len(office.provider.asked) == 3 * len(SAYS_NOTHING)
    office.pass_time(seconds=1)
    copies = [{len(office.provider.texts(each)) for each in group} for group in (reported, unreported, unsent)]
    assert copies == [{1}, {2}, {1}], "nobody can do better without a report"
    assert office.states() == {MessageState.DELIVERED, MessageState.ACCEPTED}


def test_a_connection_reset_before_the_request_was_read_loses_nothing(office: Office) -> None:
    office.provider.will("drop", "before")
    queue(office.container, "a")
    office.send()
    assert (look(office.container, "a").state, office.provider.asked) == (MessageState.UNKNOWN, [])
    office.pass_time(seconds=120)
    assert (look(office.container, "a").state, office.provider.texts(PHONE)) == (MessageState.ACCEPTED, [TEXT])


def test_what_is_unknown_twice_is_for_people_and_an_otp_or_reply_is_never_sent_again(office: Office) -> None:
    office.provider.will("http", 500, times=None, accepted=True)
    for number, kind in enumerate(BY_SMS):
        queue(office.container, kind, kind=kind, to=phone(number))
    office.send()
    for _ in range(4):
        office.pass_time(seconds=120)
    resent = {MessageKind.ALERT, MessageKind.RECEIPT, MessageKind.NOTICE, MessageKind.SECURITY}
    assert states(office.container) == {
        kind: MessageState.FAILED if kind in resent else MessageState.EXPIRED for kind in BY_SMS
    }
    assert [len(office.provider.texts(phone(n))) for n, kind in enumerate(BY_SMS)] == [
        2 if kind in resent else 1 for kind in BY_SMS
    ]


def test_a_report_that_comes_while_the_alert_is_unknown_spares_the_second_sending(office: Office) -> None:
    office.provider.will("drop", "after")
    queue(office.container, "a", "next")
    office.send()
    assert states(office.container) == {"a": MessageState.UNKNOWN, "next": MessageState.PENDING}
    [sent] = office.provider.accepted
    office.clock.move(seconds=100)
    assert office.provider.report(office.reports, id=sent.id, status="Success", phone=PHONE) == 200
    office.pass_time(seconds=20)
    assert states(office.container) == {"a": MessageState.DELIVERED, "next": MessageState.ACCEPTED}
    assert office.provider.duplicates() == {}


def test_a_gateway_that_breaks_inside_leaves_it_unknown(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("out of order")

    queue(office.container, "a")
    worker = office.worker()
    monkeypatch.setattr(AfricasTalking, "send", broken)
    office.send(worker)
    assert (look(office.container, "a").state, look(office.container, "a").last_error) == (
        MessageState.UNKNOWN,
        "RuntimeError",
    )


@pytest.mark.slow
def test_a_provider_that_is_out_of_order_for_long_burns_few_alerts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two unknown outcomes are an alert's end: it must not meet both within one outage."""
    monkeypatch.setattr("app.worker.sender_pool.REST", 0.5)
    numbers = crowd(office, 150)
    office.provider.will("http", 500, times=None, accepted=False)
    worker = office.worker()
    office.send(worker)
    tried = len(office.provider.asked)
    assert MANY <= tried < 100
    queue(office.container, "reply", kind=MessageKind.REPLY)
    [reply] = worker.turn()
    assert_done(reply)
    sleep(0.6)
    office.send(worker)
    assert len(office.provider.asked) == tried + 2, "one alert, to see how the provider is"
    office.provider._rules.clear()
    sleep(0.6)
    office.send(worker)
    office.pass_time(seconds=120)
    assert [len(office.provider.texts(each)) for each in numbers] == [1] * len(numbers)


# Several at a time


def test_a_reply_does_not_wait_for_all_the_alerts_that_hang(office: Office) -> None:
    numbers = crowd(office, 60)
    office.provider.will("hang", 0.5, text="Nyayo", times=len(numbers))
    worker = office.worker()
    hanging = worker.turn()
    assert len(hanging) < len(numbers)
    queue(office.container, "reply", kind=MessageKind.REPLY, to=OTHER, body="Here you are")
    [reply] = [future for future in worker.turn() if future not in hanging]
    wait([reply], 0.4)
    assert look(office.container, "reply").state == MessageState.ACCEPTED
    assert not any(future.done() for future in hanging)


def test_a_mail_server_that_hangs_holds_up_no_sms(office: Office) -> None:
    for number in range(20):
        with office.container.database.transaction() as session:
            messages.queue_email(
                session, key=f"m{number}", kind=MessageKind.ALERT, address=f"a{number}@b.ke", subject="s", body="b"
            )
    with silence() as port:
        worker = office.worker(smtp_url=SecretStr(f"smtp://127.0.0.1:{port}"), mail_from="no-reply@example.go.ke")
        worker.turn()
        queue(office.container, "sms")
        wait(worker.turn()[-1:], 5)
    assert states(office.container)["sms"] == MessageState.ACCEPTED


def test_at_night_alerts_by_sms_wait_and_nothing_else(office: Office, clock: Clock) -> None:
    clock.move(hours=10)  # 22:00 in Nairobi
    for kind in BY_SMS:
        queue(office.container, kind, kind=kind)
        with office.container.database.transaction() as session:
            messages.queue_email(session, key=f"{kind}@", kind=kind, address="a@b.ke", subject="s", body="b")
    office.send(office.worker(quiet_hours="21:00-07:00"))
    expected = {kind: MessageState.PENDING if kind == MessageKind.ALERT else MessageState.ACCEPTED for kind in BY_SMS}
    assert states(office.container) == expected | {f"{kind}@": MessageState.ACCEPTED for kind in BY_SMS}
    clock.move(hours=9)
    office.send(office.worker(quiet_hours="21:00-07:00"))
    assert office.states() == {MessageState.ACCEPTED}


@pytest.mark.slow
def test_what_the_provider_took_is_written_down_when_the_database_is_back(office: Office) -> None:
    """The database is locked for longer than a statement waits, while the answer is on its way."""
    office.provider.will("hang", 0.3)
    queue(office.container, "a")
    [sending] = office.worker().turn()
    office.provider.wait_for(1)
    with locked(office.container):
        sleep(2.6)
        assert not sending.done()
    assert_done(sending)
    assert look(office.container, "a").state == MessageState.ACCEPTED
    office.pass_time(minutes=10)
    assert office.provider.duplicates() == {}


def assert_done(future: Future[None], *, seconds: float = 5) -> None:
    assert not wait([future], seconds).not_done


def test_a_sender_that_slept_after_it_wrote_down_sends_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any time at all is too long for a lease of no time."""
    queue(office.container, "a")
    monkeypatch.setattr("app.worker.main.LEASE", timedelta(0))
    office.send()
    assert (look(office.container, "a").state, office.provider.asked) == (MessageState.PENDING, [])
    assert look(office.container, "a").last_error == "not sent the sender slept"


def test_a_channel_that_is_off_says_so_of_each_message_and_pretends_nothing(office: Office) -> None:
    queue(office.container, "alert")
    queue(office.container, "code", kind=MessageKind.OTP)
    with office.container.database.transaction() as session:
        messages.queue_email(
            session, key="mail", kind=MessageKind.ALERT, address="a@example.com", subject="s", body="b"
        )
    office.send(office.worker(at_username="off", smtp_url=SecretStr("off")))
    assert states(office.container) == dict.fromkeys(("alert", "code", "mail"), MessageState.FAILED)
    assert {look(office.container, key).last_error for key in ("alert", "mail")} == {
        "off AT_USERNAME is off", "off SMTP_URL is off",
    }  # fmt: skip
    assert not office.provider.texts(PHONE)
    with office.container.database.transaction() as session:
        assert not channel_breaker.open_breakers(session), "what is sent by another setting goes"
        dead_letters.requeue(session, "alert", actor="test")
    office.send()
    assert len(office.provider.texts(PHONE)) == 1
