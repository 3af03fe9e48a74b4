"""The outcome of a message: accepted, refused, unknown, withdrawn or expired, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.container import Container
from app.domain.messaging import messages, outbox_sweep
from app.domain.messaging.messages import LIFETIME, Channel, MessageKind, MessageState
from app.domain.messaging.outbox import MOST_ATTEMPTS, ClaimedMessage
from app.domain.subscribers import phones
from tests.conftest import Clock
from tests.outgoing import (
    BY_SMS,
    OTHER,
    PHONE,
    accepted,
    attempting,
    begin,
    claim,
    look,
    queue,
    refused,
    report,
    states,
    sweep,
    unknown,
)

RESENT = [MessageKind.ALERT, MessageKind.RECEIPT, MessageKind.NOTICE, MessageKind.SECURITY]
NEVER_RESENT = [MessageKind.OTP, MessageKind.REPLY]

# The response


def test_an_accepted_sms_waits_for_its_report_and_an_email_for_nothing(container: Container, clock: Clock) -> None:
    assert accepted(container, begin(container, "a"))
    sms = look(container, "a")
    assert (sms.state, sms.provider_id, sms.cost, sms.parts) == (MessageState.ACCEPTED, "X1", "KES 0.8000", 1)
    assert (sms.accepted_at, sms.next_at) == (clock(), clock() + timedelta(hours=72))
    with container.database.transaction() as session:
        messages.queue_email(session, key="m", kind=MessageKind.ALERT, address="a@b.ke", subject="s", body="b")
    [claimed] = claim(container, channel=Channel.EMAIL)
    attempting(container, claimed)
    accepted(container, claimed, "<1@b.ke>")
    clock.move(hours=73)
    assert sweep(container) == 1
    assert states(container) == {"a": MessageState.EXPIRED, "m": MessageState.ACCEPTED}
    assert look(container, "a").last_error == "no delivery report in 72 hours"


def test_each_refusal_for_now_is_followed_by_a_longer_wait_of_1_s_to_5_min(container: Container, clock: Clock) -> None:
    queue(container, "a")
    waits = []
    for attempt in range(1, 14):
        refused(container, begin(container))
        due = look(container, "a").next_at
        assert due is not None
        waits.append((due - clock()).total_seconds())
        assert min(300, 2**attempt) / 2 <= waits[-1] <= min(300, 2**attempt)
        clock.time = due
    assert len(set(waits[-4:])) > 1, "all would come back at the same moment"
    assert (look(container, "a").attempt, look(container, "a").last_error) == (13, "405 InsufficientBalance")


def test_a_message_that_is_refused_again_and_again_is_given_up_and_lets_the_next_go(
    container: Container, clock: Clock
) -> None:
    queue(container, "poison", "behind")
    for _ in range(MOST_ATTEMPTS):
        claimed = begin(container)
        assert claimed.key == "poison"
        refused(container, claimed)
        clock.move(minutes=5)
    failed = look(container, "poison")
    assert (failed.state, failed.attempt) == (MessageState.FAILED, MOST_ATTEMPTS)
    assert failed.last_error == f"given up after {MOST_ATTEMPTS} attempts: 405 InsufficientBalance"
    assert [each.key for each in claim(container)] == ["behind"]


def test_refused_for_good_is_the_end(container: Container, clock: Clock) -> None:
    refused(container, begin(container, "a"), temporary=False)
    clock.move(hours=1)
    assert (sweep(container), claim(container)) == (0, [])
    assert (look(container, "a").state, look(container, "a").final_at) == (
        MessageState.FAILED,
        clock() - timedelta(hours=1),
    )


def test_an_id_that_another_message_has_names_nothing(container: Container) -> None:
    accepted(container, begin(container, "a"), "X1")
    accepted(container, begin(container, "b"), "X1")
    assert (look(container, "b").state, look(container, "b").provider_id) == (MessageState.ACCEPTED, None)


# A response that never came


@pytest.mark.parametrize("kind", RESENT)
def test_what_can_be_repeated_is_sent_once_more_after_120_s_and_no_third_time(
    container: Container, clock: Clock, kind: MessageKind
) -> None:
    unknown(container, begin(container, "a", kind=kind))
    clock.move(seconds=119)
    assert (sweep(container), claim(container)) == (0, [])
    clock.move(seconds=1)
    sweep(container)
    unknown(container, begin(container))
    clock.move(seconds=120)
    sweep(container)
    assert (look(container, "a").state, look(container, "a").last_error) == (
        MessageState.FAILED,
        "outcome unknown twice",
    )


@pytest.mark.parametrize("kind", NEVER_RESENT)
def test_an_otp_and_a_reply_are_never_sent_again(container: Container, clock: Clock, kind: MessageKind) -> None:
    unknown(container, begin(container, "a", kind=kind))
    clock.move(seconds=120)
    sweep(container)
    assert (look(container, "a").state, claim(container)) == (MessageState.EXPIRED, [])
    assert look(container, "a").last_error == "outcome unknown; not sent again"


def test_a_worker_that_died_while_sending_leaves_it_unknown(container: Container, clock: Clock) -> None:
    begin(container, "a")
    clock.move(seconds=30)
    sweep(container)
    left = look(container, "a")
    assert (left.state, left.last_error) == (MessageState.UNKNOWN, "its worker died while sending")
    assert left.next_at == clock() + timedelta(seconds=120)


@pytest.mark.parametrize("seconds", [[30], [30, 120]], ids=["unknown", "about to be sent again"])
@pytest.mark.parametrize("kind", [MessageKind.ALERT, MessageKind.OTP])
def test_an_answer_that_came_late_still_counts(
    container: Container, clock: Clock, kind: MessageKind, seconds: list[int]
) -> None:
    claimed = begin(container, "a", kind=kind)
    for pause in seconds:
        clock.move(seconds=pause)
        sweep(container)
    assert look(container, "a").state in (MessageState.UNKNOWN, MessageState.PENDING, MessageState.EXPIRED)
    assert accepted(container, claimed)
    late = look(container, "a")
    assert (late.state, late.provider_id, late.final_at, late.last_error) == (MessageState.ACCEPTED, "X1", None, None)
    assert late.unknowns == 0, "its outcome is told now"
    assert claim(container) == []


def test_a_refusal_that_came_late_still_counts_and_was_no_unknown_outcome(container: Container, clock: Clock) -> None:
    claimed = begin(container, "a")
    clock.move(seconds=30)
    sweep(container)
    assert refused(container, claimed)
    assert (look(container, "a").state, look(container, "a").unknowns) == (MessageState.PENDING, 0)


def test_a_late_answer_adds_the_cost_to_what_a_report_has_settled(container: Container, clock: Clock) -> None:
    claimed = begin(container, "a")
    clock.move(seconds=30)
    sweep(container)
    report(container, "X1")
    assert look(container, "a").state == MessageState.DELIVERED
    assert accepted(container, claimed, "X1")
    assert (look(container, "a").state, look(container, "a").cost) == (MessageState.DELIVERED, "KES 0.8000")
    assert not accepted(container, claimed, "X2")


def test_a_report_spares_the_second_sending_up_to_its_last_moment(container: Container, clock: Clock) -> None:
    for number, key in enumerate(["waiting", "leased"]):
        unknown(container, begin(container, key))
        clock.move(seconds=120)
        sweep(container)
        claimed = claim(container) if key == "leased" else []
        report(container, f"X{number}")
        assert look(container, key).state == MessageState.DELIVERED
        assert not any(attempting(container, each) for each in claimed)
        assert claim(container) == []


# STOP, and expiry


def stop(container: Container) -> None:
    with container.database.transaction() as session:
        phones.set_alerts(session, PHONE, wanted=False)
        messages.withdraw_alerts(session, PHONE)


def test_stop_takes_back_the_alerts_that_wait_and_nothing_else(container: Container, clock: Clock) -> None:
    queue(container, "leased")
    [leased] = claim(container)
    queue(container, "waits")
    queue(container, "receipt", kind=MessageKind.RECEIPT)
    queue(container, "elsewhere", to=OTHER)
    stop(container)
    assert look(container, "leased").last_error == "the phone said STOP"
    assert not attempting(container, leased)
    assert states(container) == {
        "leased": MessageState.EXPIRED,
        "waits": MessageState.EXPIRED,
        "receipt": MessageState.PENDING,
        "elsewhere": MessageState.PENDING,
    }
    assert look(container, "waits").last_error == "the phone said STOP"


@pytest.mark.parametrize("step", [refused, unknown])
def test_an_alert_that_was_on_its_way_at_stop_is_not_sent_again(
    container: Container, clock: Clock, step: Callable[[Container, ClaimedMessage], bool]
) -> None:
    claimed = begin(container, "a")
    stop(container)
    step(container, claimed)
    clock.move(seconds=120)
    sweep(container)
    [again] = claim(container)
    assert not attempting(container, again)
    assert (look(container, "a").state, look(container, "a").last_error) == (
        MessageState.EXPIRED,
        "the phone wants no alerts",
    )


def test_after_stop_everything_but_alerts_still_goes(container: Container) -> None:
    others = [kind for kind in BY_SMS if kind != MessageKind.ALERT]
    for kind in others:
        queue(container, f"before {kind}", kind=kind)
    stop(container)
    for kind in others:
        queue(container, kind, kind=kind)
    leaving = claim(container)
    assert len(leaving) == 2 * len(others)
    assert all(attempting(container, claimed) for claimed in leaving)


@pytest.mark.parametrize("kind", BY_SMS)
def test_a_message_is_not_sent_when_its_time_is_over(container: Container, clock: Clock, kind: MessageKind) -> None:
    queue(container, "a", kind=kind)
    clock.move(seconds=LIFETIME[kind].total_seconds())
    assert claim(container) == []
    assert sweep(container) == 1
    assert (look(container, "a").state, look(container, "a").final_at) == (MessageState.EXPIRED, clock())


def test_one_sweep_puts_all_right_and_a_second_one_at_the_same_time_has_nothing_to_do(
    container: Container, clock: Clock
) -> None:
    for number in range(5):
        begin(container, f"sent{number}", kind=MessageKind.RECEIPT)
    queue(container, *(f"otp{number}" for number in range(5)), kind=MessageKind.OTP)
    clock.move(hours=1)
    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(lambda _: sweep(container), range(4))) == 10
    assert set(states(container).values()) == {MessageState.UNKNOWN, MessageState.EXPIRED}
    assert [look(container, f"sent{number}").unknowns for number in range(5)] == [1] * 5


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_a_sweep_passes_by_what_another_has_in_hand(container: Container, clock: Clock) -> None:
    begin(container, "a")
    queue(container, "b", kind=MessageKind.OTP)
    clock.move(hours=1)
    with container.database.transaction() as session:
        assert outbox_sweep.sweep(session) == 2
        assert sweep(container) == 0
    assert sweep(container) == 0
