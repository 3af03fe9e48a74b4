"""Messages whose outcome is unknown, since the provider gave no usable answer; and several messages sent at a time."""

from concurrent.futures import Future, wait
from datetime import timedelta
from time import sleep
from typing import Final

import pytest
from pydantic import SecretStr

from app.domain.messaging import channel_breaker, dead_letters, messages
from app.domain.messaging.messages import MessageKind, MessageState
from app.providers.africastalking.sms import AfricasTalking
from app.worker.sender_pool import MANY
from tests.conftest import Clock
from tests.outgoing import BY_SMS, OTHER, PHONE, TEXT, locked, look, phone, queue, states
from tests.standin import Kind as Deed
from tests.standin_wire import silence
from tests.web.delivery_office import Office, crowd

SAYS_NOTHING: Final[list[tuple[Deed, object]]] = [
    ("http", 500), ("http", 502), ("http", 503), ("http", 504), ("html", None), ("empty", None),
    ("truncated", None), ("cut", None), ("drop", "after"), ("hang", 3.0), ("refuse", 500), ("refuse", 501),
]  # fmt: skip
"""The answers and faults of the provider that leave it unknown whether the message was sent."""


# Unknown


@pytest.mark.slow
def test_whatever_says_nothing_leaves_the_alert_unknown_until_its_report_or_120_s(office: Office) -> None:
    """Each fault three times: sent and reported; sent and not reported; not sent."""
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
    """After two unknown outcomes an alert is not sent again, so that one outage must not use up both."""
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
    """With a lease of zero seconds every sender is too late."""
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
