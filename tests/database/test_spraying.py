"""Password guessing: at one account from many phones at once, and once at each of very many accounts."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import count

import pytest

from app.container import Container
from app.domain.identity import password_spraying, sign_in
from app.domain.identity.sign_in import Stop, Try
from app.domain.shared import counters
from app.platform.observability import ALARMS
from tests.conftest import Clock, settings
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, at_once, do, opened

MINUTE, HOUR, DAY, MONTH = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(days=30)
WRONG = "482916"
NAMES = (f"{32000000 + number}" for number in count())
"""Numbers of no account, each tried once."""


def phones() -> Iterator[str]:
    """Phones of no account, all in one block."""
    return (f"+2547990{number:05d}" for number in count())


def far_apart() -> Iterator[str]:
    """Phones of no account, each in another block."""
    return (f"+2547{number % 1000:03d}0{number // 1000:04d}" for number in count())


def guess(container: Container, name: str, phone: str, password: str = WRONG) -> Stop | bool:
    """One guess: why it was not checked, or whether it was right."""
    counted: Try = do(container, sign_in.reserve, name, phone)
    if counted.stop:
        return counted.stop
    account_id = sign_in.opened_by(container.keys, counted, password)
    if account_id:
        do(container, sign_in.succeeded, counted, phone, name)
    return account_id is not None


def tried(container: Container, name: str, phone: str) -> Stop | None:
    """One wrong guess, without the cost of a hash: why it would not be checked; None where it would."""
    return do(container, sign_in.reserve, name, phone).stop


def alarms(what: str) -> float:
    """How often this alarm was raised in this process."""
    return float(ALARMS.labels(what)._value.get())


# One account


@pytest.mark.both_databases
def test_of_two_hundred_guesses_at_once_five_are_looked_at(container: Container) -> None:
    opened(container)
    with ThreadPoolExecutor(20) as threads:
        stops = list(threads.map(lambda _: tried(container, NUMBER, STRANGER), range(200)))
    assert stops.count(None) == sign_in.TRIES
    assert tried(container, NUMBER, PHONE) is None


@pytest.mark.slow
def test_of_guesses_from_many_processes_five_are_looked_at(container: Container, database_url: str) -> None:
    opened(container)
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(4, mp_context=spawned) as processes:
        looked_at = processes.map(fifty_guesses, [database_url] * 4)
    assert sum(looked_at) == sign_in.TRIES


def fifty_guesses(database_url: str) -> int:
    """Fifty guesses on three threads, in a process of its own; how many were checked."""
    container = Container.of(settings(database_url=database_url, redis_url="unix:///nowhere"))
    with ThreadPoolExecutor(3) as threads:
        stops = list(threads.map(lambda _: tried(container, NUMBER, STRANGER), range(50)))
    container.database.close()
    return stops.count(None)


@pytest.mark.both_databases
def test_a_try_that_was_not_looked_at_is_given_back_however_many_there_are(container: Container) -> None:
    """Including the try that had locked the phone; and none of them counts for the name any more."""
    account_id = opened(container, password=PASSWORD)
    for phone in (PHONE, STRANGER):
        before = do(container, password_spraying.wrong)
        counted = [do(container, sign_in.reserve, NUMBER, phone) for _ in range(sign_in.TRIES)]
        assert tried(container, NUMBER, phone) == Stop.LOCKED
        at_once([partial(do, container, sign_in.give_back, each, phone, NUMBER) for each in counted])
        assert do(container, password_spraying.wrong) == before
        assert do(container, counters.so_far, sign_in.FOR_NAME, account_id, MONTH) == 0
        assert [do(container, sign_in.reserve, NUMBER, phone).left for _ in range(4)] == [4, 3, 2, 1]
        assert guess(container, NUMBER, phone, PASSWORD) is True


@pytest.mark.parametrize(
    "per", [pytest.param(each, marks=() if each == HOUR else pytest.mark.slow) for each in password_spraying.OF_A_PHONE]
)
def test_a_phone_may_not_go_through_the_accounts_of_others_one_by_one(
    container: Container, clock: Clock, per: timedelta
) -> None:
    """However slowly it goes: within an hour, a day, a month."""
    opened(container, password=PASSWORD)
    looked_at = 0
    for _ in range(24):
        looked_at += spray(container, [PHONE], 10)
        clock.move(seconds=per.total_seconds() / 24)
    clock.move(seconds=-1)
    assert looked_at == password_spraying.OF_A_PHONE[per]
    assert tried(container, next(NAMES), PHONE) == (Stop.LOCKED if per == HOUR else Stop.ELSEWHERE)
    assert guess(container, NUMBER, PHONE, PASSWORD) is True


def test_a_phone_on_which_many_sign_in_rightly_goes_on(container: Container) -> None:
    """As on the phone of a cyber cafe."""
    opened(container, password=PASSWORD)
    assert [guess(container, NUMBER, STRANGER, PASSWORD) for _ in range(22)] == [True] * 22


@pytest.mark.parametrize("exists", [True, False])
def test_all_phones_together_have_a_hundred_tries_a_day_at_one_name_and_its_own_phone_goes_on(
    container: Container, exists: bool
) -> None:
    if exists:
        opened(container)
    strangers = far_apart()
    with container.database.transaction() as session:
        tries = [sign_in.reserve(session, NUMBER, next(strangers)) for _ in range(sign_in.FOR_A_NAME[DAY] + 1)]
    assert [each.stop for each in tries] == [None] * 100 + [Stop.ELSEWHERE]
    assert tries[-1].left == 0
    assert tried(container, NUMBER, PHONE) == (None if exists else Stop.ELSEWHERE)


@pytest.mark.both_databases
def test_after_a_hundred_in_a_row_within_a_month_only_the_own_phone_is_heard(
    container: Container, clock: Clock
) -> None:
    """A thief with four tries a day: NIST's limit of a hundred is for tries in a row, not for a day."""
    opened(container, password=PASSWORD)
    strangers, looked_at = far_apart(), 0
    for _day in range(29):
        with container.database.transaction() as session:
            looked_at += [sign_in.reserve(session, NUMBER, next(strangers)).stop for _ in range(4)].count(None)
        clock.move(days=1)
    assert looked_at == 100
    assert guess(container, NUMBER, next(strangers), PASSWORD) == Stop.ELSEWHERE
    assert guess(container, NUMBER, PHONE, PASSWORD) is True
    assert guess(container, NUMBER, next(strangers), PASSWORD) is True


def test_a_right_password_or_a_new_one_ends_the_row(container: Container, clock: Clock) -> None:
    account_id = opened(container, password=PASSWORD)
    strangers = far_apart()

    def wrong(times: int) -> list[Stop | None]:
        with container.database.transaction() as session:
            found = [sign_in.reserve(session, NUMBER, next(strangers)).stop for _ in range(times)]
        clock.move(days=1)
        return found

    assert wrong(60) == [None] * 60
    assert guess(container, NUMBER, next(strangers), PASSWORD) is True
    assert wrong(100) == [None] * 100, "from nought again"
    assert wrong(1) == [Stop.ELSEWHERE]
    do(container, sign_in.unlock, account_id)
    assert wrong(1) == [None]


# Very many accounts


def spray(container: Container, sims: list[str], tries: int) -> int:
    """One guess after another, each at another name, from one SIM after another; how many were checked."""
    with container.database.transaction() as session:
        stops = [sign_in.reserve(session, next(NAMES), sims[number % len(sims)]).stop for number in range(tries)]
    return stops.count(None)


def test_four_sims_stop_nobody_elsewhere(container: Container) -> None:
    """51 wrong guesses in a minute once stopped sign-in on borrowed phones in the whole country for 15 minutes."""
    opened(container, password=PASSWORD)
    opened(container, "29000002", phone="+254722000001", password=PASSWORD)
    sims = [f"+25472200009{number}" for number in range(4)]
    assert spray(container, sims, 51) == password_spraying.OF_A_BLOCK[HOUR]
    assert guess(container, NUMBER, "+254733000001", PASSWORD) is True, "a borrowed phone elsewhere"
    assert guess(container, NUMBER, "+254722100001", PASSWORD) is True, "and in the next block"
    assert guess(container, NUMBER, "+254722000077", PASSWORD) == Stop.ELSEWHERE, "a borrowed phone among the sprayers"
    assert guess(container, "29000002", "+254722000001", PASSWORD) is True, "an own phone among them"


@pytest.mark.parametrize("per", password_spraying.OF_A_BLOCK)
def test_the_sims_of_one_block_are_shut_out_together(container: Container, clock: Clock, per: timedelta) -> None:
    """However many SIMs there are, and however slowly they go."""
    sims, looked_at = phones(), 0
    for _ in range(12):
        looked_at += spray(container, [next(sims) for _ in range(20)], 20)
        clock.move(seconds=per.total_seconds() / 12)
    assert looked_at == password_spraying.OF_A_BLOCK[per]
    clock.move(seconds=per.total_seconds())
    assert tried(container, next(NAMES), next(sims)) is None, "for a time"


@pytest.mark.parametrize(
    ("sims", "most"), [(4, 160), *(pytest.param(sims, 40 * sims, marks=pytest.mark.slow) for sims in (12, 50))]
)
def test_what_sims_of_blocks_far_apart_can_try_in_a_day(
    container: Container, clock: Clock, sims: int, most: int
) -> None:
    """As docs/decisions/guessing-and-floods.md says: 40 a SIM. Each goes on every hour until the day's limit."""
    bought = [f"+2547{number:02d}000001" for number in range(sims)]
    looked_at = 0
    for _hour in range(4):
        looked_at += spray(container, bought, sims * 21)
        clock.move(hours=1)
    assert looked_at == most


@pytest.mark.slow
@pytest.mark.both_databases
def test_a_spray_from_everywhere_at_once_is_stopped_too(container: Container) -> None:
    names = [f"{32000000 + number}" for number in range(300)]
    with ThreadPoolExecutor(20) as threads:
        stops = list(threads.map(lambda pair: tried(container, *pair), zip(names, phones(), strict=False)))
    assert stops.count(None) == password_spraying.OF_A_BLOCK[HOUR]


def test_somebody_is_told_of_a_block_that_is_shut_out_once_in_a_while(container: Container, clock: Clock) -> None:
    before = alarms("spraying")
    spray(container, [f"+25472200009{number}" for number in range(4)], 60)
    assert alarms("spraying") == before + 1
    clock.move(minutes=15)
    assert tried(container, next(NAMES), "+254722000091") == Stop.ELSEWHERE
    assert alarms("spraying") == before + 2


def test_somebody_is_told_of_many_wrong_ones_in_the_country(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where no block is shut out; right passwords do not count."""
    monkeypatch.setattr(password_spraying, "MANY", 10)
    opened(container, password=PASSWORD)
    before = alarms("spraying")
    for number in range(20):
        assert guess(container, NUMBER, f"+2547{number:02d}000001", PASSWORD) is True
    assert (do(container, password_spraying.wrong), alarms("spraying")) == (0, before)
    assert spray(container, [f"+2547{number:02d}000001" for number in range(20)], 12) == 12
    assert (do(container, password_spraying.wrong), alarms("spraying")) == (12, before + 1)


def test_one_good_password_hides_no_bad_ones(container: Container) -> None:
    """A sprayer with an account of their own, who signs in to it rightly all the time."""
    opened(container, password=PASSWORD)
    bad = 0
    for _ in range(60):
        guess(container, NUMBER, STRANGER, PASSWORD)
        bad += tried(container, next(NAMES), STRANGER) is None
    assert bad == password_spraying.OF_A_PHONE[HOUR]


def test_what_is_given_back_hides_no_bad_ones_either(container: Container) -> None:
    bad = 0
    for _ in range(60):
        name = next(NAMES)
        counted = do(container, sign_in.reserve, name, STRANGER)
        if not counted.stop:
            do(container, sign_in.give_back, counted, STRANGER, name)
        bad += tried(container, next(NAMES), STRANGER) is None
    assert bad == password_spraying.OF_A_PHONE[HOUR]


@pytest.mark.both_databases
def test_what_is_counted_everywhere_is_spread_and_adds_up(container: Container, clock: Clock) -> None:
    at_once([lambda: do(container, counters.count_everywhere, "it", MINUTE)] * 12)
    do(container, counters.count_everywhere, "it", MINUTE, by=-1)
    assert do(container, counters.everywhere, "it", MINUTE) == 11
    assert do(container, counters.everywhere, "it", HOUR) == do(container, counters.everywhere, "else", MINUTE) == 0
    clock.move(minutes=1)
    assert do(container, counters.everywhere, "it", MINUTE) == 0


def test_somebody_is_told_of_more_than_five_hundred_wrong_tries_an_hour_and_not_of_so_many(
    container: Container,
) -> None:
    with container.database.transaction() as session:
        for place, shard in enumerate(counters.SHARDS):
            counters.count(session, password_spraying.TRIED, shard, HOUR, by=62 + (place < 3))
    before = alarms("spraying")
    do(container, password_spraying.count_try)
    assert (do(container, password_spraying.wrong), alarms("spraying")) == (password_spraying.MANY, before)
    do(container, password_spraying.count_try)
    assert alarms("spraying") == before + 1
