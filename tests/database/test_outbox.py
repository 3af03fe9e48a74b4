"""What is claimed, in which order and by whom, by a clock that is moved by hand, on both databases."""

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
    house: Container, clock: Clock
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
        queue(house, f"{number}:{kind}", kind=kind, to=phone(number))
        clock.move(seconds=1)
    assert keys(claim(house)) == ["2:reply", "4:otp", "5:security", "1:notice", "3:receipt", "0:alert"]


def test_what_is_claimed_is_opened_and_leased(house: Container, clock: Clock) -> None:
    with house.database.transaction() as session:
        messages.queue_email(
            session, key="m", kind=MessageKind.ALERT, address="wanjiku@example.go.ke", subject="Ready", body="Come"
        )
    [claimed] = claim(house, channel=Channel.EMAIL)
    assert (claimed.address, claimed.subject, claimed.body) == ("wanjiku@example.go.ke", "Ready", "Come")
    assert "wanjiku" not in repr(claimed)
    leased = look(house, "m")
    assert (leased.state, leased.epoch, leased.next_at) == (MessageState.LEASED, 1, clock() + outbox.LEASE)
    assert claim(house, channel=Channel.EMAIL) == []


def test_no_more_is_claimed_than_asked_for_and_no_more_alerts(house: Container) -> None:
    for number in range(4):
        queue(house, f"a{number}", to=phone(number))
        queue(house, f"r{number}", to=phone(number), kind=MessageKind.REPLY)
    assert keys(claim(house, 3)) == ["r0", "r1", "r2"]
    assert keys(claim(house, 3, alerts=1)) == ["r3", "a0"]
    assert keys(claim(house, 3, alerts=0)) == []
    assert keys(claim(house, 10)) == ["a1", "a2", "a3"]


def test_a_channel_is_claimed_by_itself(house: Container) -> None:
    queue(house, "sms")
    with house.database.transaction() as session:
        messages.queue_email(session, key="mail", kind=MessageKind.ALERT, address="a@b.ke", subject="s", body="b")
    assert keys(claim(house, channel=Channel.EMAIL)) == ["mail"]
    assert keys(claim(house)) == ["sms"]


def test_alerts_to_one_phone_go_one_after_the_other_and_nothing_else_waits_for_them(house: Container) -> None:
    queue(house, "first", "second", "third")
    queue(house, "elsewhere", to=OTHER)
    queue(house, "receipt", kind=MessageKind.RECEIPT)
    first = claim(house)
    assert keys(first) == ["receipt", "first", "elsewhere"]
    attempting(house, first[1])
    queue(house, "reply", kind=MessageKind.REPLY)
    assert keys(claim(house)) == ["reply"]
    unknown(house, first[1])
    assert claim(house) == []
    accepted(house, first[1])
    assert keys(claim(house)) == ["second"]


def test_an_alert_does_not_wait_for_what_is_no_alert(house: Container) -> None:
    unknown(house, begin(house, "receipt", kind=MessageKind.RECEIPT))
    queue(house, "alert")
    assert keys(claim(house)) == ["alert"]


def test_an_alert_in_back_off_keeps_its_place_before_the_later_ones(house: Container, clock: Clock) -> None:
    queue(house, "first", "second")
    refused(house, begin(house))
    assert claim(house) == []
    clock.move(seconds=2)
    [claimed] = claim(house)
    assert claimed.key == "first"
    attempting(house, claimed)
    refused(house, claimed, temporary=False)
    assert keys(claim(house)) == ["second"]


def test_two_alerts_to_a_phone_never_leave_together_even_if_both_were_claimed(house: Container, clock: Clock) -> None:
    """The later one was committed, claimed and begun before the earlier one was visible."""
    queue(house, "later")
    with house.database.transaction() as session:
        session.execute(update(Message).values(id=1000))
    later = begin(house)
    queue(house, "earlier")
    with house.database.transaction() as session:
        session.execute(update(Message).where(Message.key == "earlier").values(id=999))
    [earlier] = claim(house)
    assert not attempting(house, earlier)
    assert (look(house, "earlier").state, look(house, "earlier").attempt) == (MessageState.PENDING, 0)
    accepted(house, later)
    clock.move(seconds=1)
    assert attempting(house, *claim(house))


def test_a_message_that_cannot_be_opened_holds_up_no_other_and_waits_for_its_key(
    house: Container, clock: Clock
) -> None:
    queue(house, "poison")
    sealed = look(house, "poison").body_sealed
    with house.database.transaction() as session:
        session.execute(update(Message).values(body_sealed=b"\0" * 40))
    queue(house, "other", to=OTHER)
    assert keys(claim(house)) == ["other"]
    assert look(house, "poison").last_error == "no key of the ring opens it"
    with house.database.transaction() as session:
        session.execute(update(Message).where(Message.key == "poison").values(body_sealed=sealed))
    assert claim(house) == []
    clock.move(minutes=5)
    assert keys(claim(house)) == ["poison"]


def test_a_message_whose_key_does_not_come_back_within_an_hour_has_failed(house: Container, clock: Clock) -> None:
    queue(house, "poison", "behind")
    with house.database.transaction() as session:
        session.execute(update(Message).where(Message.key == "poison").values(body_sealed=b"\0" * 40))
    for _ in range(outbox.MOST_LOOKS):
        assert claim(house) == []
        clock.move(minutes=5)
    assert (look(house, "poison").state, look(house, "poison").last_error) == (
        MessageState.FAILED, "no key of the ring opens it"
    )  # fmt: skip
    assert keys(claim(house)) == ["behind"]


# Leases and epochs


def test_a_lease_that_ran_out_is_given_back_by_the_sweep(house: Container, clock: Clock) -> None:
    queue(house, "a")
    claim(house)
    clock.move(seconds=29)
    assert sweep(house) == 0
    clock.move(seconds=1)
    assert sweep(house) == 1
    assert look(house, "a").state == MessageState.PENDING
    assert [claimed.epoch for claimed in claim(house)] == [2]


def test_nothing_is_begun_when_half_of_the_lease_is_over(house: Container, clock: Clock) -> None:
    queue(house, "a", "b", kind=MessageKind.RECEIPT)
    a, b = claim(house)
    clock.move(seconds=15)
    assert attempting(house, a)
    clock.move(seconds=0.001)
    assert not attempting(house, b)
    assert look(house, "b").state == MessageState.LEASED


def test_a_worker_that_slept_while_another_claimed_its_message_changes_nothing(house: Container, clock: Clock) -> None:
    sleeper = begin(house, "a")
    clock.move(seconds=30)
    sweep(house)
    clock.move(seconds=120)
    sweep(house)
    other = begin(house)
    before = look(house, "a")
    for step in (attempting, accepted, refused, unknown):
        assert not step(house, sleeper)
    after = look(house, "a")
    assert (after.state, after.epoch, after.provider_id) == (before.state, before.epoch, None)
    assert accepted(house, other)


@pytest.mark.parametrize("step", [accepted, refused, unknown])
def test_a_step_whose_commit_was_in_doubt_can_be_done_again(house: Container, step: Callable[..., bool]) -> None:
    claimed = begin(house, "a")
    step(house, claimed)
    before = vars(look(house, "a"))
    step(house, claimed)
    after = vars(look(house, "a"))
    del before["_sa_instance_state"], after["_sa_instance_state"]
    assert after == before


def test_nothing_leaves_twice_under_one_claim(house: Container) -> None:
    claimed = begin(house, "a")
    assert not attempting(house, claimed)


def test_eight_claimers_at_once_claim_each_message_once(house: Container) -> None:
    for number in range(60):
        queue(house, f"a{number}", to=phone(number))

    def some(_: int) -> list[str]:
        found = []
        for _ in range(12):
            with suppress(OperationalError):  # SQLite is locked: the worker, too, comes again
                found += keys(claim(house, 2))
        return found

    with ThreadPoolExecutor(8) as threads:
        found = [key for each in threads.map(some, range(8)) for key in each]
    assert sorted(found) == sorted(f"a{number}" for number in range(60))


# How it stands, and how quick it is


def test_the_summary_counts_all_and_calls_overdue_what_waits_for_no_rule(house: Container, clock: Clock) -> None:
    def oldest(*, quiet: bool = False) -> float:
        with house.database.reading() as session:
            return outbox.summary(session, quiet=quiet).oldest_seconds

    assert oldest() == 0
    queue(house, "first")
    clock.move(seconds=50)
    queue(house, "second")
    clock.move(seconds=10)
    assert (oldest(), oldest(quiet=True)) == (60, 0)
    refused(house, begin(house))
    assert oldest() == 0, "the second waits for the first, which waits for its next attempt"
    with house.database.reading() as session:
        counts = outbox.summary(session).counts
    assert counts == {state: 2 if state == MessageState.PENDING else 0 for state in MessageState}


def crowd(session: Session, moment: datetime, count: int, *, waiting: bool) -> None:
    """Alerts in the thousands, sealed with nothing: they are looked at, not opened."""
    ring, tag = session.info["keys"], "w" if waiting else "h"
    rows = [
        {
            "key": f"{tag}{number}", "channel": Channel.SMS, "kind": MessageKind.ALERT, "priority": PRIORITY[MessageKind.ALERT],
            "recipient": ring.digest("phone", phone(number)), "address_sealed": b"", "body_sealed": b"",
            "state": MessageState.PENDING if waiting else MessageState.ACCEPTED, "epoch": 0, "attempt": 0, "unknowns": 0,
            "next_at": moment + timedelta(days=0 if waiting else 3), "not_after": moment + timedelta(days=3),
            "created_at": moment, "accepted_at": None if waiting else moment,
        }
        for number in range(count)
    ]  # fmt: skip
    session.execute(insert(Message), rows)


@pytest.mark.slow
def test_a_claim_and_a_sweep_stay_quick_with_20000_messages_waiting(house: Container, clock: Clock) -> None:
    """Also with the statistics of a quiet day, which mislead PostgreSQL; SQLite 3.40 is misled by any."""

    def statistics() -> None:
        with house.database.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()

    with house.database.transaction() as session:
        crowd(session, clock(), 20_000, waiting=False)
    statistics()
    with house.database.transaction() as session:
        crowd(session, clock(), 20_000, waiting=True)
    queue(house, "behind", to=phone(0))
    for kind in (MessageKind.OTP, MessageKind.REPLY):
        queue(house, kind, kind=kind)
    clock.move(seconds=1)
    for expected in (["otp", "reply"], []):
        began = perf_counter()
        assert keys(claim(house, 16)) == expected
        assert perf_counter() - began < 0.5
        statistics()
    began = perf_counter()
    assert sweep(house) == 0
    assert perf_counter() - began < 0.5
    with house.database.reading() as session:
        failed = session.query(Message).where(Message.last_error == "no key of the ring opens it")
        assert failed.count() == 14 + 16, "the alerts that were looked at"
