"""The breaker of a channel: while it is open, one message at a time probes the channel, for all workers."""

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


def put_off(container: Container, claimed: ClaimedMessage, reason: str = EMPTY) -> bool:
    with container.database.transaction() as session:
        return outbox.put_off(session, claimed, reason=reason)


def record_attempt(container: Container, claimed: ClaimedMessage, *, went: bool) -> OpenBreaker | None:
    with container.database.transaction() as session:
        return outbox.record_attempt(session, claimed, went=went)


def standing(container: Container) -> dict[Channel, OpenBreaker]:
    with container.database.reading() as session:
        return channel_breaker.open_breakers(session)


def stand_still(container: Container) -> None:
    """Open the breaker of the SMS channel now."""
    assert put_off(container, begin(container, "first", kind=MessageKind.RECEIPT))


def test_a_message_that_was_put_off_has_lost_nothing(container: Container, clock: Clock) -> None:
    stand_still(container)
    waiting = look(container, "first")
    assert (waiting.state, waiting.attempt, waiting.unknowns, waiting.next_at) == (MessageState.PENDING, 0, 0, clock())
    assert waiting.last_error == EMPTY
    assert standing(container) == {Channel.SMS: OpenBreaker(EMPTY)}


def test_of_those_that_were_on_their_way_only_the_first_stops_the_channel(container: Container) -> None:
    for number in range(3):
        queue(container, f"a{number}", to=phone(number))
    claimed = claim(container)
    for each in claimed:
        attempting(container, each)
    assert [put_off(container, each) for each in claimed] == [True, False, False]


def test_nothing_leaves_but_one_at_a_time_the_most_urgent_first_ever_less_often(
    container: Container, clock: Clock
) -> None:
    stand_still(container)
    for number in range(3):
        queue(container, f"reply{number}", kind=MessageKind.REPLY)
    queue(container, "code", kind=MessageKind.OTP)
    waits = []
    for _ in range(8):
        began = clock()
        while not (claimed := claim(container)):
            clock.move(seconds=1)
        waits.append((clock() - began).total_seconds())
        [probe] = claimed
        assert attempting(container, probe)
        assert claim(container) == []
        assert not put_off(container, probe), "told of already"
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    assert standing(container)[Channel.SMS].seconds == sum(waits)


def test_one_that_is_taken_sets_all_going(container: Container, clock: Clock) -> None:
    stand_still(container)
    queue(container, "a", "b", kind=MessageKind.REPLY)
    clock.move(seconds=1)
    [probe] = claim(container)
    attempting(container, probe)
    clock.move(seconds=5)
    assert accepted(container, probe)
    assert record_attempt(container, probe, went=True) == OpenBreaker(EMPTY, 6.0, is_over=True)
    assert (standing(container), len(claim(container))) == ({}, 2)


def test_an_answer_to_what_had_left_before_sets_nothing_going(container: Container, clock: Clock) -> None:
    early = begin(container, "early", kind=MessageKind.RECEIPT)
    stand_still(container)
    assert accepted(container, early)
    assert record_attempt(container, early, went=True) is None
    assert Channel.SMS in standing(container)


def test_a_probe_that_dies_lets_another_try_when_its_lease_is_over(container: Container, clock: Clock) -> None:
    stand_still(container)
    queue(container, "next", kind=MessageKind.REPLY)
    clock.move(seconds=1)
    assert keys(claim(container)) == ["next"]
    clock.move(seconds=29)
    assert claim(container) == []
    clock.move(seconds=1)
    sweep(container)
    assert len(claim(container)) == 1


def test_a_probe_that_fails_by_itself_or_may_not_leave_lets_another_try_at_once(
    container: Container, clock: Clock
) -> None:
    stand_still(container)
    queue(container, "a", "b", kind=MessageKind.REPLY)
    clock.move(seconds=1)
    [probe] = claim(container)
    assert record_attempt(container, probe, went=False) is None
    assert keys(claim(container)) == ["b"]


def test_a_channel_stands_still_by_itself(container: Container) -> None:
    stand_still(container)
    with container.database.transaction() as session:
        assert channel_breaker.room(session, Channel.SMS, 9) == 0
        assert channel_breaker.room(session, Channel.EMAIL, 9) == 9


def test_of_eight_workers_one_has_the_message_that_tries(container: Container, clock: Clock) -> None:
    stand_still(container)
    for number in range(20):
        queue(container, f"a{number}", to=phone(number))
    clock.move(seconds=1)

    def one(_: int) -> list[str]:
        with suppress(OperationalError):
            return keys(claim(container))
        return []

    with ThreadPoolExecutor(8) as threads:
        assert sum(map(len, threads.map(one, range(8)))) == 1
