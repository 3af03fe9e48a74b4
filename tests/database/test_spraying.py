"""Guessing under fire: at one account from everywhere at once, and once at each of very many."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from itertools import count

import pytest

from app.domain import sign_in, spraying, tallies
from app.domain.sign_in import Stop, Try
from app.house import House
from app.observability import ALARMS
from tests.conftest import Clock, settings
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, at_once, do, opened

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WRONG = "482916"


def phones() -> Iterator[str]:
    """Phones that are nobody's."""
    return (f"+2547990{number:05d}" for number in count())


def guess(house: House, name: str, phone: str, password: str = WRONG) -> Stop | bool:
    """One guess: why it was not looked at, or whether it was right."""
    counted: Try = do(house, sign_in.reserve, name, phone)
    if counted.stop:
        return counted.stop
    account_id = sign_in.opened_by(house.keys, counted, password)
    if account_id:
        do(house, sign_in.succeeded, counted, phone)
    return account_id is not None


def tried(house: House, name: str, phone: str) -> Stop | None:
    """One wrong guess that costs no hash: why it would not be looked at."""
    return do(house, sign_in.reserve, name, phone).stop


def alarms(what: str) -> float:
    """How often this alarm was given in this process."""
    return float(ALARMS.labels(what)._value.get())


# One account


def test_of_two_hundred_guesses_at_once_five_are_looked_at(house: House) -> None:
    opened(house)
    with ThreadPoolExecutor(20) as threads:
        stops = list(threads.map(lambda _: tried(house, NUMBER, STRANGER), range(200)))
    assert stops.count(None) == sign_in.TRIES
    assert tried(house, NUMBER, PHONE) is None


@pytest.mark.slow
def test_of_guesses_from_many_processes_five_are_looked_at(house: House, database_url: str) -> None:
    opened(house)
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(4, mp_context=spawned) as processes:
        looked_at = processes.map(fifty_guesses, [database_url] * 4)
    assert sum(looked_at) == sign_in.TRIES


def fifty_guesses(database_url: str) -> int:
    """In a process of its own: fifty guesses on three threads; how many were looked at."""
    house = House.of(settings(database_url=database_url, redis_url="unix:///nowhere"))
    with ThreadPoolExecutor(3) as threads:
        stops = list(threads.map(lambda _: tried(house, NUMBER, STRANGER), range(50)))
    house.database.close()
    return stops.count(None)


def test_a_try_that_was_not_looked_at_is_given_back_however_many_there_are(house: House) -> None:
    """Also the one that had locked the phone."""
    account_id = opened(house, password=PASSWORD)
    for phone in (PHONE, STRANGER):
        before = do(house, spraying.wrong, MINUTE)
        counted = [do(house, sign_in.reserve, NUMBER, phone) for _ in range(sign_in.TRIES)]
        assert tried(house, NUMBER, phone) == Stop.LOCKED
        at_once([lambda each=each, phone=phone: do(house, sign_in.give_back, each, phone) for each in counted])  # type: ignore[misc]
        assert do(house, spraying.wrong, MINUTE) == before
        assert [do(house, sign_in.reserve, NUMBER, phone).left for _ in range(4)] == [4, 3, 2, 1]
        assert guess(house, NUMBER, phone, PASSWORD) is True
    assert account_id


def test_a_phone_may_not_go_through_the_accounts_of_others_one_by_one(house: House) -> None:
    opened(house, password=PASSWORD)
    stops = [tried(house, f"{30000000 + number}", PHONE) for number in range(sign_in.OF_A_PHONE + 2)]
    assert stops == [None] * sign_in.OF_A_PHONE + [Stop.LOCKED] * 2
    assert guess(house, NUMBER, PHONE, PASSWORD) is True


def test_a_phone_on_which_many_sign_in_rightly_goes_on(house: House) -> None:
    """The phone of a cyber cafe."""
    opened(house, password=PASSWORD)
    assert [guess(house, NUMBER, STRANGER, PASSWORD) for _ in range(sign_in.OF_A_PHONE + 2)] == [True] * 22


@pytest.mark.parametrize("exists", [True, False])
def test_all_phones_together_have_a_hundred_tries_a_day_at_one_name_and_its_own_phone_goes_on(
    house: House, clock: Clock, exists: bool
) -> None:
    if exists:
        opened(house)
    strangers = phones()
    stops = []
    for number in range(sign_in.FOR_A_NAME + 1):
        clock.move(minutes=1 if number % 20 == 0 else 0)
        stops.append(tried(house, NUMBER, next(strangers)))
    assert stops == [None] * sign_in.FOR_A_NAME + [Stop.ELSEWHERE]
    assert tried(house, NUMBER, PHONE) == (None if exists else Stop.ELSEWHERE)
    clock.move(days=1)
    assert tried(house, NUMBER, next(strangers)) is None


# Very many accounts


@pytest.mark.parametrize("names", [200, pytest.param(2000, marks=pytest.mark.slow)])
def test_a_spray_over_very_many_names_is_stopped_and_owners_go_on(house: House, names: int) -> None:
    """Whether the names are anybody's or not, and however many phones it comes from."""
    owners = {f"{31000000 + each}": f"+2547880{each:05d}" for each in range(20)}
    for owned, phone in owners.items():
        opened(house, owned, phone=phone)
    opened(house, password=PASSWORD)
    before, strangers = alarms("spraying"), phones()
    looked_at = 0
    for number in range(names):
        name = f"{31000000 + number // 100}" if number % 100 == 7 else f"{32000000 + number}"
        looked_at += tried(house, name, next(strangers)) is None
        if number % (names // 4) == 0:
            assert guess(house, NUMBER, PHONE, PASSWORD) is True
    assert looked_at == spraying.MOST_WRONG[MINUTE] <= 100
    assert alarms("spraying") == before + 1
    assert all(tried(house, owned, phone) is None for owned, phone in owners.items())
    assert guess(house, NUMBER, PHONE, PASSWORD) is True
    assert guess(house, NUMBER, STRANGER, PASSWORD) == Stop.ELSEWHERE


def test_a_spray_from_everywhere_at_once_is_stopped_too(house: House) -> None:
    names = [f"{32000000 + number}" for number in range(300)]
    with ThreadPoolExecutor(20) as threads:
        stops = list(threads.map(lambda pair: tried(house, *pair), zip(names, phones(), strict=False)))
    assert spraying.MOST_WRONG[MINUTE] <= stops.count(None) <= 100


def test_the_pause_is_over_after_a_quarter_of_an_hour(house: House, clock: Clock) -> None:
    opened(house, password=PASSWORD)
    strangers = phones()
    while do(house, spraying.admits):
        pass
    clock.move(minutes=14, seconds=59)
    assert tried(house, NUMBER, next(strangers)) == Stop.ELSEWHERE
    clock.move(seconds=1)
    assert guess(house, NUMBER, next(strangers), PASSWORD) is True


@pytest.mark.slow
def test_a_patient_spray_is_stopped_within_the_hour(house: House, clock: Clock) -> None:
    """Forty guesses a minute, less than what a minute allows."""
    looked_at = 0
    for _minute in range(20):
        for _ in range(40):
            looked_at += do(house, spraying.admits)
        clock.move(minutes=1)
    assert looked_at == spraying.MOST_WRONG[HOUR]


@pytest.mark.slow
def test_honest_people_on_borrowed_phones_are_never_too_many(house: House) -> None:
    """A third of them mistype."""
    for number in range(300):
        assert do(house, spraying.admits)
        if number % 3:
            do(house, spraying.was_right, f"person {number}")
    assert do(house, spraying.wrong, MINUTE) == 100


def test_one_good_password_hides_no_bad_ones(house: House) -> None:
    """A sprayer with an account of their own, who signs in to it rightly all the time."""
    opened(house, password=PASSWORD)
    bad = 0
    for _ in range(200):
        for _ in range(3):
            if do(house, spraying.admits):
                do(house, spraying.was_right, "the sprayer's own")
        bad += do(house, spraying.admits)
    assert bad <= 100


def test_what_is_given_back_hides_no_bad_ones_either(house: House) -> None:
    bad = 0
    for _ in range(200):
        if do(house, spraying.admits):
            do(house, spraying.was_not_heard)
        bad += do(house, spraying.admits)
    assert bad == spraying.MOST_WRONG[MINUTE]


def test_what_is_counted_everywhere_is_spread_and_adds_up(house: House, clock: Clock) -> None:
    at_once([lambda: do(house, tallies.count_everywhere, "it", MINUTE)] * 12)
    do(house, tallies.count_everywhere, "it", MINUTE, by=-1)
    assert do(house, tallies.everywhere, "it", MINUTE) == 11
    assert do(house, tallies.everywhere, "it", HOUR) == do(house, tallies.everywhere, "else", MINUTE) == 0
    clock.move(minutes=1)
    assert do(house, tallies.everywhere, "it", MINUTE) == 0


def test_a_mark_holds_for_its_time_and_can_be_set_again(house: House, clock: Clock) -> None:
    assert [do(house, tallies.mark, "it", HOUR) for _ in range(2)] == [True, False]
    clock.move(hours=1)
    assert not do(house, tallies.is_marked, "it")
    assert do(house, tallies.mark, "it", HOUR)
    do(house, tallies.forget_old)
    assert do(house, tallies.is_marked, "it")
