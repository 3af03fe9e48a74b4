"""Claims of the outbox: which messages, in which order and by whom, with a clock that is moved by hand."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from time import perf_counter

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.messaging import messages, outbox
from app.domain.messaging.messages import PRIORITY, Channel, Message, MessageKind, MessageState
from tests.conftest import Clock
from tests.outgoing import (
    OTHER,
    accepted,
    attempting,
    begin,
    claim,
    keys,
    look,
    phone,
    queue,
    refused,
    sweep,
    unknown,
)

# What is claimed, and in which order


def test_codes_replies_and_security_come_first_then_receipts_then_alerts_the_longest_due_before_the_others(
    container: Container, clock: Clock
) -> None:
    for number, kind in enumerate(
        [
            MessageKind.ALERT,
            MessageKind.NOTICE,
            MessageKind.REPLY,
            MessageKind.RECEIPT,
            MessageKind.OTP,
            MessageKind.SECURITY,
        ]
    ):
        queue(container, f"{number}:{kind}", kind=kind, to=phone(number))
        clock.move(seconds=1)
    assert keys(claim(container)) == ["2:reply", "4:otp", "5:security", "1:notice", "3:receipt", "0:alert"]


def test_what_is_claimed_is_opened_and_leased(container: Container, clock: Clock) -> None:
    with container.database.transaction() as session:
        messages.queue_email(
            session, key="m", kind=MessageKind.ALERT, address="wanjiku@example.go.ke", subject="Ready", body="Come"
        )
    [claimed] = claim(container, channel=Channel.EMAIL)
    assert (claimed.address, claimed.subject, claimed.body) == ("wanjiku@example.go.ke", "Ready", "Come")
    assert "wanjiku" not in repr(claimed)
    leased = look(container, "m")
    assert (leased.state, leased.epoch, leased.next_at) == (MessageState.LEASED, 1, clock() + outbox.LEASE)
    assert claim(container, channel=Channel.EMAIL) == []


def test_no_more_is_claimed_than_asked_for_and_no_more_alerts(container: Container) -> None:
    for number in range(4):
        queue(container, f"a{number}", to=phone(number))
        queue(container, f"r{number}", to=phone(number), kind=MessageKind.REPLY)
    assert keys(claim(container, 3)) == ["r0", "r1", "r2"]
    assert keys(claim(container, 3, alerts=1)) == ["r3", "a0"]
    assert keys(claim(container, 3, alerts=0)) == []
    assert keys(claim(container, 10)) == ["a1", "a2", "a3"]


def test_a_channel_is_claimed_by_itself(container: Container) -> None:
    queue(container, "sms")
    with container.database.transaction() as session:
        messages.queue_email(session, key="mail", kind=MessageKind.ALERT, address="a@b.ke", subject="s", body="b")
    assert keys(claim(container, channel=Channel.EMAIL)) == ["mail"]
    assert keys(claim(container)) == ["sms"]


def test_alerts_to_one_phone_go_one_after_the_other_and_nothing_else_waits_for_them(container: Container) -> None:
    queue(container, "first", "second", "third")
    queue(container, "elsewhere", to=OTHER)
    queue(container, "receipt", kind=MessageKind.RECEIPT)
    first = claim(container)
    assert keys(first) == ["receipt", "first", "elsewhere"]
    attempting(container, first[1])
    queue(container, "reply", kind=MessageKind.REPLY)
    assert keys(claim(container)) == ["reply"]
    unknown(container, first[1])
    assert claim(container) == []
    accepted(container, first[1])
    assert keys(claim(container)) == ["second"]


def test_an_alert_does_not_wait_for_what_is_no_alert(container: Container) -> None:
    unknown(container, begin(container, "receipt", kind=MessageKind.RECEIPT))
    queue(container, "alert")
    assert keys(claim(container)) == ["alert"]


def test_an_alert_in_back_off_keeps_its_place_before_the_later_ones(container: Container, clock: Clock) -> None:
    queue(container, "first", "second")
    refused(container, begin(container))
    assert claim(container) == []
    clock.move(seconds=2)
    [claimed] = claim(container)
    assert claimed.key == "first"
    attempting(container, claimed)
    refused(container, claimed, temporary=False)
    assert keys(claim(container)) == ["second"]


def test_two_alerts_to_a_phone_never_leave_together_even_if_both_were_claimed(
    container: Container, clock: Clock
) -> None:
    """The later one was committed, claimed and begun before the earlier one was visible."""
    queue(container, "later")
    with container.database.transaction() as session:
        session.execute(update(Message).values(id=1000))
    later = begin(container)
    queue(container, "earlier")
    with container.database.transaction() as session:
        session.execute(update(Message).where(Message.key == "earlier").values(id=999))
    [earlier] = claim(container)
    assert not attempting(container, earlier)
    assert (look(container, "earlier").state, look(container, "earlier").attempt) == (MessageState.PENDING, 0)
    accepted(container, later)
    clock.move(seconds=1)
    assert attempting(container, *claim(container))


def test_a_message_that_cannot_be_opened_holds_up_no_other_and_waits_for_its_key(
    container: Container, clock: Clock
) -> None:
    queue(container, "poison")
    sealed = look(container, "poison").body_sealed
    with container.database.transaction() as session:
        session.execute(update(Message).values(body_sealed=b"\0" * 40))
    queue(container, "other", to=OTHER)
    assert keys(claim(container)) == ["other"]
    assert look(container, "poison").last_error == "no key of the ring opens it"
    with container.database.transaction() as session:
        session.execute(update(Message).where(Message.key == "poison").values(body_sealed=sealed))
    assert claim(container) == []
    clock.move(minutes=5)
    assert keys(claim(container)) == ["poison"]


def test_a_message_whose_key_does_not_come_back_within_an_hour_has_failed(container: Container, clock: Clock) -> None:
    queue(container, "poison", "behind")
    with container.database.transaction() as session:
        session.execute(update(Message).where(Message.key == "poison").values(body_sealed=b"\0" * 40))
    for _ in range(outbox.MOST_LOOKS):
        assert claim(container) == []
        clock.move(minutes=5)
    assert (look(container, "poison").state, look(container, "poison").last_error) == (
        MessageState.FAILED,
        "no key of the ring opens it",
    )
    assert keys(claim(container)) == ["behind"]


# Leases and epochs


def test_a_lease_that_ran_out_is_given_back_by_the_sweep(container: Container, clock: Clock) -> None:
    queue(container, "a")
    claim(container)
    clock.move(seconds=29)
    assert sweep(container) == 0
    clock.move(seconds=1)
    assert sweep(container) == 1
    assert look(container, "a").state == MessageState.PENDING
    assert [claimed.epoch for claimed in claim(container)] == [2]


def test_nothing_is_begun_when_half_of_the_lease_is_over(container: Container, clock: Clock) -> None:
    queue(container, "a", "b", kind=MessageKind.RECEIPT)
    a, b = claim(container)
    clock.move(seconds=15)
    assert attempting(container, a)
    clock.move(seconds=0.001)
    assert not attempting(container, b)
    assert look(container, "b").state == MessageState.LEASED


def test_a_worker_that_slept_while_another_claimed_its_message_changes_nothing(
    container: Container, clock: Clock
) -> None:
    sleeper = begin(container, "a")
    clock.move(seconds=30)
    sweep(container)
    clock.move(seconds=120)
    sweep(container)
    other = begin(container)
    before = look(container, "a")
    for step in (attempting, accepted, refused, unknown):
        assert not step(container, sleeper)
    after = look(container, "a")
    assert (after.state, after.epoch, after.provider_id) == (before.state, before.epoch, None)
    assert accepted(container, other)


@pytest.mark.parametrize("step", [accepted, refused, unknown])
def test_a_step_whose_commit_was_in_doubt_can_be_done_again(container: Container, step: Callable[..., bool]) -> None:
    claimed = begin(container, "a")
    step(container, claimed)
    before = vars(look(container, "a"))
    step(container, claimed)
    after = vars(look(container, "a"))
    del before["_sa_instance_state"], after["_sa_instance_state"]
    assert after == before


def test_nothing_leaves_twice_under_one_claim(container: Container) -> None:
    claimed = begin(container, "a")
    assert not attempting(container, claimed)


def test_eight_claimers_at_once_claim_each_message_once(container: Container) -> None:
    for number in range(60):
        queue(container, f"a{number}", to=phone(number))

    def some(_: int) -> list[str]:
        found = []
        for _ in range(12):
            with suppress(OperationalError):  # SQLite is locked: a worker tries again, too
                found += keys(claim(container, 2))
        return found

    with ThreadPoolExecutor(8) as threads:
        found = [key for each in threads.map(some, range(8)) for key in each]
    assert sorted(found) == sorted(f"a{number}" for number in range(60))


# The summary, and the speed


def test_the_summary_counts_all_and_calls_overdue_what_waits_for_no_rule(container: Container, clock: Clock) -> None:
    def oldest(*, quiet: bool = False) -> float:
        with container.database.reading() as session:
            return outbox.summary(session, quiet=quiet).oldest_seconds

    assert oldest() == 0
    queue(container, "first")
    clock.move(seconds=50)
    queue(container, "second")
    clock.move(seconds=10)
    assert (oldest(), oldest(quiet=True)) == (60, 0)
    refused(container, begin(container))
    assert oldest() == 0, "the second waits for the first, which waits for its next attempt"
    with container.database.reading() as session:
        counts = outbox.summary(session).counts
    assert counts == {state: 2 if state == MessageState.PENDING else 0 for state in MessageState}


def crowd(session: Session, moment: datetime, count: int, *, waiting: bool) -> None:
    """Insert many alerts whose sealed values are empty: they are read, and no key opens them."""
    ring, tag = session.info["keys"], "w" if waiting else "h"
    rows = [
        {
            "key": f"{tag}{number}",
            "channel": Channel.SMS,
            "kind": MessageKind.ALERT,
            "priority": PRIORITY[MessageKind.ALERT],
            "recipient": ring.digest("phone", phone(number)),
            "address_sealed": b"",
            "body_sealed": b"",
            "state": MessageState.PENDING if waiting else MessageState.ACCEPTED,
            "epoch": 0,
            "attempt": 0,
            "unknowns": 0,
            "next_at": moment + timedelta(days=0 if waiting else 3),
            "not_after": moment + timedelta(days=3),
            "created_at": moment,
            "accepted_at": None if waiting else moment,
        }
        for number in range(count)
    ]
    session.execute(insert(Message), rows)


@pytest.mark.slow
def test_a_claim_and_a_sweep_stay_quick_with_20000_messages_waiting(container: Container, clock: Clock) -> None:
    """Also with the statistics of a quiet day, which mislead PostgreSQL's planner; SQLite 3.40 is misled by any."""

    def statistics() -> None:
        with container.database.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()

    with container.database.transaction() as session:
        crowd(session, clock(), 20_000, waiting=False)
    statistics()
    with container.database.transaction() as session:
        crowd(session, clock(), 20_000, waiting=True)
    queue(container, "behind", to=phone(0))
    for kind in (MessageKind.OTP, MessageKind.REPLY):
        queue(container, kind, kind=kind)
    clock.move(seconds=1)
    for expected in (["otp", "reply"], []):
        began = perf_counter()
        assert keys(claim(container, 16)) == expected
        assert perf_counter() - began < 0.5
        statistics()
    began = perf_counter()
    assert sweep(container) == 0
    assert perf_counter() - began < 0.5
    with container.database.reading() as session:
        failed = session.query(Message).where(Message.last_error == "no key of the ring opens it")
        assert failed.count() == 14 + 16, "the alerts that were looked at"
