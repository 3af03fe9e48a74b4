"""Which of two SMS providers a message is sent by, and the failover when one is out of order."""

import threading

import pytest

from app.platform.circuit_breaker import Breaker
from app.platform.networks import Network
from app.providers.pace import Pace
from app.providers.ports import Accepted, Outcome, Refused, Unknown
from app.providers.sms_router import FAILURES, Route, SmsRouter

SAFARICOM, AIRTEL = "+254722000001", "+254733000001"
TAKEN = Accepted("name", "KES 0.80", 1)
EMPTY = Refused("405", "InsufficientBalance", temporary=True, for_all=True)
WRONG_NUMBER = Refused("403", "InvalidPhoneNumber", temporary=False)
LOST = Unknown("ReadTimeout")


class Scripted:
    """A provider that returns a given outcome, and records the phones that it was asked to send to."""

    def __init__(self, outcome: Outcome = TAKEN) -> None:
        self.outcome = outcome
        self.asked: list[str] = []

    def send(self, phone: str, body: str, *, key: str) -> Outcome:
        """See SmsGateway."""
        self.asked.append(phone)
        return self.outcome


@pytest.fixture
def first() -> Scripted:
    """The provider for all networks."""
    return Scripted()


@pytest.fixture
def second() -> Scripted:
    """The provider for Airtel."""
    return Scripted()


@pytest.fixture
def router(first: Scripted, second: Scripted) -> SmsRouter:
    """A router with both providers."""
    return SmsRouter([Route("first", first), Route("second", second, networks=frozenset({Network.AIRTEL}))])


def test_a_network_has_its_provider(router: SmsRouter, first: Scripted, second: Scripted) -> None:
    assert router.send(SAFARICOM, "hello", key="a") == TAKEN
    assert router.send(AIRTEL, "hello", key="b") == TAKEN
    assert (first.asked, second.asked) == ([SAFARICOM], [AIRTEL])


@pytest.mark.parametrize("phone", [SAFARICOM, AIRTEL])
def test_what_a_provider_refuses_as_any_other_goes_by_the_other(
    router: SmsRouter, first: Scripted, second: Scripted, phone: str
) -> None:
    (first if phone == SAFARICOM else second).outcome = EMPTY
    assert router.send(phone, "hello", key="a") == TAKEN
    assert (first.asked, second.asked) == ([phone], [phone])


@pytest.mark.parametrize("outcome", [LOST, WRONG_NUMBER], ids=["lost", "refused for good"])
def test_what_may_have_left_or_lies_with_the_message_goes_by_no_other(
    router: SmsRouter, first: Scripted, second: Scripted, outcome: Outcome
) -> None:
    first.outcome = outcome
    assert router.send(SAFARICOM, "hello", key="a") == outcome
    assert second.asked == []


def test_a_provider_that_refuses_all_is_left_alone(router: SmsRouter, first: Scripted, second: Scripted) -> None:
    first.outcome = EMPTY
    for number in range(FAILURES + 5):
        assert router.send(SAFARICOM, "hello", key=str(number)) == TAKEN
    assert (len(first.asked), len(second.asked)) == (FAILURES, FAILURES + 5)


def test_it_is_tried_again_after_its_rest(first: Scripted, second: Scripted) -> None:
    breaker = Breaker(FAILURES, 0.0)
    router = SmsRouter([Route("first", first, breaker=breaker), Route("second", second)])
    first.outcome = EMPTY
    for number in range(FAILURES):
        router.send(SAFARICOM, "hello", key=str(number))
    first.outcome = TAKEN
    router.send(SAFARICOM, "hello", key="again")
    assert (len(first.asked), len(second.asked)) == (FAILURES + 1, FAILURES)


def test_where_both_refuse_all_it_is_refused_and_somebody_is_asked_each_time(
    router: SmsRouter, first: Scripted, second: Scripted
) -> None:
    first.outcome = second.outcome = EMPTY
    for number in range(2 * FAILURES):
        assert router.send(SAFARICOM, "hello", key=str(number)) == EMPTY
    assert len(second.asked) == 2 * FAILURES


def test_one_provider_alone_is_always_asked(first: Scripted) -> None:
    first.outcome = EMPTY
    router = SmsRouter([Route("first", first)])
    for number in range(2 * FAILURES):
        assert router.send(SAFARICOM, "hello", key=str(number)) == EMPTY
    assert len(first.asked) == 2 * FAILURES


def test_each_provider_has_its_pace(first: Scripted, second: Scripted) -> None:
    slow = Pace(20)
    router = SmsRouter([Route("first", first, slow), Route("second", second, networks=frozenset({Network.AIRTEL}))])
    assert router.room() is None
    while slow.room():
        slow.take()
    waiting = threading.Thread(target=router.send, args=(SAFARICOM, "hello"), kwargs={"key": "a"})
    waiting.start()
    assert router.send(AIRTEL, "hello", key="b") == TAKEN
    assert first.asked == []
    waiting.join()
    assert first.asked == [SAFARICOM]
