"""A channel that stands still: one message at a time tries it, for all workers together, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from sqlalchemy.exc import OperationalError

from app.container import Container
from app.domain.messaging import channel_breaker, outbox
from app.domain.messaging.channel_breaker import OpenBreaker
from app.domain.messaging.messages import Channel, MessageKind, MessageState
from app.domain.messaging.outbox import ClaimedMessage
from tests.conftest import Clock
from tests.outgoing import accepted, attempting, begin, claim, keys, look, phone, queue, sweep

EMPTY = "405 InsufficientBalance"


def put_off(house: Container, claimed: ClaimedMessage, reason: str = EMPTY) -> bool:
    with house.database.transaction() as session:
        return outbox.put_off(session, claimed, reason=reason)


def tried(house: Container, claimed: ClaimedMessage, *, went: bool) -> OpenBreaker | None:
    with house.database.transaction() as session:
        return outbox.tried(session, claimed, went=went)


def standing(house: Container) -> dict[Channel, OpenBreaker]:
    with house.database.reading() as session:
        return channel_breaker.standstills(session)


def stand_still(house: Container) -> None:
    """Have the SMS stand still since now."""
    assert put_off(house, begin(house, "first", kind=MessageKind.RECEIPT))


def test_a_message_that_was_put_off_has_lost_nothing(house: Container, clock: Clock) -> None:
    stand_still(house)
    waiting = look(house, "first")
    assert (waiting.state, waiting.attempt, waiting.unknowns, waiting.next_at) == (MessageState.PENDING, 0, 0, clock())
    assert waiting.last_error == EMPTY
    assert standing(house) == {Channel.SMS: OpenBreaker(EMPTY)}


def test_of_those_that_were_on_their_way_only_the_first_stops_the_channel(house: Container) -> None:
    for number in range(3):
        queue(house, f"a{number}", to=phone(number))
    claimed = claim(house)
    for each in claimed:
        attempting(house, each)
    assert [put_off(house, each) for each in claimed] == [True, False, False]


def test_nothing_leaves_but_one_at_a_time_the_most_urgent_first_ever_less_often(house: Container, clock: Clock) -> None:
    stand_still(house)
    for number in range(3):
        queue(house, f"reply{number}", kind=MessageKind.REPLY)
    queue(house, "code", kind=MessageKind.OTP)
    waits = []
    for _ in range(8):
        began = clock()
        while not (claimed := claim(house)):
            clock.move(seconds=1)
        waits.append((clock() - began).total_seconds())
        [probe] = claimed
        assert attempting(house, probe)
        assert claim(house) == []
        assert not put_off(house, probe), "told of already"
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    assert standing(house)[Channel.SMS].seconds == sum(waits)


def test_one_that_is_taken_sets_all_going(house: Container, clock: Clock) -> None:
    stand_still(house)
    queue(house, "a", "b", kind=MessageKind.REPLY)
    clock.move(seconds=1)
    [probe] = claim(house)
    attempting(house, probe)
    clock.move(seconds=5)
    assert accepted(house, probe)
    assert tried(house, probe, went=True) == OpenBreaker(EMPTY, 6.0, is_over=True)
    assert (standing(house), len(claim(house))) == ({}, 2)


def test_an_answer_to_what_had_left_before_sets_nothing_going(house: Container, clock: Clock) -> None:
    early = begin(house, "early", kind=MessageKind.RECEIPT)
    stand_still(house)
    assert accepted(house, early)
    assert tried(house, early, went=True) is None
    assert Channel.SMS in standing(house)


def test_a_probe_that_dies_lets_another_try_when_its_lease_is_over(house: Container, clock: Clock) -> None:
    stand_still(house)
    queue(house, "next", kind=MessageKind.REPLY)
    clock.move(seconds=1)
    assert keys(claim(house)) == ["next"]
    clock.move(seconds=29)
    assert claim(house) == []
    clock.move(seconds=1)
    sweep(house)
    assert len(claim(house)) == 1


def test_a_probe_that_fails_by_itself_or_may_not_leave_lets_another_try_at_once(house: Container, clock: Clock) -> None:
    stand_still(house)
    queue(house, "a", "b", kind=MessageKind.REPLY)
    clock.move(seconds=1)
    [probe] = claim(house)
    assert tried(house, probe, went=False) is None
    assert keys(claim(house)) == ["b"]


def test_a_channel_stands_still_by_itself(house: Container) -> None:
    stand_still(house)
    with house.database.transaction() as session:
        assert channel_breaker.room(session, Channel.SMS, 9) == 0
        assert channel_breaker.room(session, Channel.EMAIL, 9) == 9


def test_of_eight_workers_one_has_the_message_that_tries(house: Container, clock: Clock) -> None:
    stand_still(house)
    for number in range(20):
        queue(house, f"a{number}", to=phone(number))
    clock.move(seconds=1)

    def one(_: int) -> list[str]:
        with suppress(OperationalError):
            return keys(claim(house))
        return []

    with ThreadPoolExecutor(8) as threads:
        assert sum(map(len, threads.map(one, range(8)))) == 1
