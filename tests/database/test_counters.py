"""Counters with a sliding window: in no period more than the limit, and nobody is refused who stays below it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.container import Container
from app.domain.shared import counters
from app.domain.shared.counters import Limit, Tally
from app.platform.db import Database, ensure
from app.platform.encryption import Keyring
from tests.conftest import KEY, Clock
from tests.database.holder import ON_SQLITE, at_once, do, statements

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
GAPS = st.lists(st.integers(0, 1200) | st.sampled_from([0, 1, 299, 300, 301, 3599, 3600, 3601]), max_size=60)
"""Seconds from one attempt to the next."""
ROWS = [0]


@pytest.fixture
def quick(clock: Clock, sqlite_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A database for very many small queries, on SQLite only: the arithmetic is the same on both databases."""
    file = tmp_path / "tallies.db"
    file.write_bytes(sqlite_file.read_bytes())
    database = Database(f"sqlite:///{file}", Keyring([KEY]), clock)
    yield database
    database.close()


def admitted(database: Database, clock: Clock, gaps: list[int], most: int, per: timedelta = HOUR) -> list[float]:
    """When attempts were admitted, in seconds since 1970: one attempt after each gap, on a counter of its own."""
    ROWS[0] += 1
    let_in: list[float] = []
    with database.reading() as session:
        for gap in gaps:
            clock.move(seconds=gap)
            if counters.spend(session, [Limit("it", f"who {ROWS[0]}", per, most)]) is None:
                let_in.append(clock().timestamp())
    return let_in


@QUICK
@given(gaps=GAPS, most=st.integers(1, 8))
def test_in_no_stretch_of_time_there_are_more_than_the_cap(
    quick: Database, clock: Clock, gaps: list[int], most: int
) -> None:
    """In any period as long as the window, wherever it begins."""
    let_in = admitted(quick, clock, gaps, most)
    for begin in let_in:
        assert sum(begin <= each < begin + HOUR.total_seconds() for each in let_in) <= most


@pytest.mark.slow
@QUICK
@given(gaps=GAPS, most=st.integers(1, 8))
def test_whoever_comes_less_often_is_never_refused(quick: Database, clock: Clock, gaps: list[int], most: int) -> None:
    """Nobody is refused who stays within the limit in any window and a twelfth, or comes evenly at half the limit."""
    moments: list[int] = []
    now = 0
    for gap in gaps:
        now += gap
        if sum(each > now - 3900 for each in moments) < most:
            moments.append(now)
    kept = [after - before for before, after in zip([0, *moments], moments, strict=False)]
    assert len(admitted(quick, clock, kept, most)) == len(kept)
    even = [7200 // most + 1] * 40
    assert len(admitted(quick, clock, even, most)) == len(even)


@pytest.mark.parametrize("minutes", [0, 29, 59, 59.9])
def test_twice_the_cap_never_passes_across_a_boundary(container: Container, clock: Clock, minutes: float) -> None:
    """A thief may wait for a boundary: the day of UTC ends at 03:00 in Nairobi, an hour on the hour."""
    limits = [Limit("it", "thief", HOUR, 5), Limit("it", "thief", DAY, 5)]
    clock.move(hours=14, minutes=minutes)  # within the last hour before midnight UTC
    assert [do(container, counters.spend, limits[:1]) for _ in range(6)] == [None] * 5 + limits[:1]
    assert [do(container, counters.spend, limits[1:]) for _ in range(6)] == [None] * 5 + limits[1:]
    clock.move(minutes=2)
    assert do(container, counters.spend, limits[:1]) == limits[0]
    assert do(container, counters.spend, limits[1:]) == limits[1]
    clock.move(minutes=58)
    assert do(container, counters.spend, limits[:1]) is None
    clock.move(hours=23)
    assert do(container, counters.spend, limits[1:]) is None


def test_all_limits_are_counted_or_none(container: Container) -> None:
    small, large = Limit("it", "small", HOUR, 2), Limit("it", "large", DAY, 9)
    found = [do(container, counters.spend, [large, small]) for _ in range(4)]
    assert found == [None, None, small, small]
    assert do(container, counters.so_far, "it", "large", DAY) == 2
    do(container, counters.take_all_back, [large, small])
    assert [do(container, counters.so_far, "it", each.who, each.per) for each in (small, large)] == [1, 1]
    assert do(container, counters.spend, [small], by=2) == small


def test_who_is_refused_and_goes_on_trying_is_let_in_when_the_time_is_over(container: Container, clock: Clock) -> None:
    told = [do(container, counters.count, "it", "who", HOUR, most=2) for _ in range(5)]
    assert told == [1, 2, 3, 3, 3]
    for _ in range(11):
        clock.move(minutes=5)
        assert do(container, counters.count, "it", "who", HOUR, most=2) == 3
    clock.move(minutes=5)
    assert do(container, counters.count, "it", "who", HOUR, most=2) == 1


def test_of_many_at_once_no_more_than_the_cap_pass(container: Container) -> None:
    limits = [Limit("it", "who", HOUR, 5), Limit("it", "block", HOUR, 50)]
    found = at_once([lambda: do(container, counters.spend, limits)] * 16)
    assert found.count(None) == 5
    assert do(container, counters.so_far, "it", "block", HOUR) == 5


def test_a_limit_of_the_whole_country_is_spread_and_adds_up(container: Container) -> None:
    found = [do(container, counters.spend, [counters.limit_everywhere("it", HOUR, 20)]) for _ in range(150)]
    assert found.count(None) == do(container, counters.everywhere, "it", HOUR) == 20


def test_as_many_are_counted_as_there_is_room_for(container: Container, clock: Clock) -> None:
    def count(by: int, who: str = "who") -> int:
        return do(container, counters.count_as_far, "it", who, HOUR, by=by, most=5)

    assert [count(2), count(2), count(3), count(1), count(0)] == [2, 2, 1, 0, 0]
    assert do(container, counters.so_far, "it", "who", HOUR) == 5
    assert count(9, "another") == 5
    assert do(container, counters.so_far, "it", "another", HOUR) == 5
    assert do(container, counters.so_far, "another thing", "who", HOUR) == 0
    clock.move(minutes=59)
    assert count(1) == 0
    clock.move(minutes=1)
    assert count(1) == 1


def test_of_many_at_once_as_many_are_counted_as_there_is_room_for(container: Container) -> None:
    found = at_once([lambda: do(container, counters.count_as_far, "it", "who", HOUR, by=2, most=5)] * 8)
    assert sorted(found, reverse=True)[:4] == [2, 2, 1, 0]
    assert do(container, counters.so_far, "it", "who", HOUR) == 5


def test_it_costs_two_statements_whatever_comes_of_it(container: Container) -> None:
    limits = [Limit("it", f"who {number}", HOUR, 2) for number in range(5)]
    seen = []
    for _ in range(3):
        with statements(container) as sent:
            do(container, counters.spend, limits)
        seen.append([sql.split()[0] for sql in sent if sql.split()[0] in ("INSERT", "UPDATE", "SELECT", "DELETE")])
    assert seen == [["INSERT", "UPDATE"]] * 3


def test_it_is_said_when_there_is_room_again(container: Container, clock: Clock) -> None:
    limit = Limit("it", "who", HOUR, 1)
    assert do(container, counters.spend, [limit]) is None
    clock.move(minutes=20)
    assert do(container, counters.seconds_until_room, limit) == 2400
    clock.move(seconds=0.7)
    assert (left := do(container, counters.seconds_until_room, limit)) == 2400
    assert isinstance(left, int)
    clock.move(minutes=39, seconds=59.3)
    assert do(container, counters.seconds_until_room, limit) == 1
    assert do(container, counters.spend, [limit]) is None


@ON_SQLITE
def test_what_is_taken_back_is_that_of_the_last_times_and_never_less_than_nothing(
    container: Container, clock: Clock
) -> None:
    for minutes in (0, 20):
        clock.move(minutes=minutes)
        do(container, counters.count, "it", "who", HOUR)
    left = []
    for _ in range(3):
        do(container, counters.take_back, "it", "who", HOUR)
        left.append(do(container, counters.so_far, "it", "who", HOUR))
    clock.move(minutes=50)
    assert [*left, do(container, counters.so_far, "it", "who", HOUR)] == [1, 0, 0, 0]


@ON_SQLITE
def test_each_mark_is_for_itself(container: Container) -> None:
    assert do(container, counters.mark, "one", HOUR)
    assert not do(container, counters.is_marked, "other")
    assert do(container, counters.mark, "other", DAY)


@ON_SQLITE
def test_what_is_forgotten_of_one_stays_known_of_the_others(container: Container) -> None:
    for who in ("one", "other"):
        do(container, counters.count, "it", who, HOUR)
    do(container, counters.forget, "it", "one", HOUR)
    assert [do(container, counters.so_far, "it", who, HOUR) for who in ("one", "other")] == [0, 1]


def test_what_no_window_reaches_is_deleted_and_what_one_reaches_is_kept(container: Container, clock: Clock) -> None:
    do(container, counters.count, "it", "who", HOUR)
    clock.move(minutes=59)
    do(container, counters.purge_counters)
    assert do(container, counters.so_far, "it", "who", HOUR) == 1
    do(container, counters.count, "it", "who", HOUR)
    clock.move(minutes=59)
    do(container, counters.purge_counters)
    assert do(container, counters.so_far, "it", "who", HOUR) == 1
    clock.move(minutes=1)
    do(container, counters.purge_counters)
    with container.database.reading() as session:
        assert session.scalars(select(Tally)).all() == []


def test_rows_of_the_release_before_are_left_alone(container: Container, clock: Clock) -> None:
    """They have no `recent`. The release before deletes none of ours too early."""
    do(container, lambda session: ensure(session, Tally, key=b"old", count=7, until=clock() + MINUTE))
    do(container, counters.count, "it", "who", HOUR)
    assert do(container, counters.so_far, "it", "who", HOUR) == 1
    clock.move(minutes=1)
    do(container, counters.purge_counters)
    with container.database.reading() as session:
        [kept] = session.scalars(select(Tally))
    assert (kept.count, kept.until) == (1, clock() - MINUTE + HOUR)


def test_what_is_marked_is_prolonged_only_when_asked_to(container: Container, clock: Clock) -> None:
    assert [do(container, counters.mark, "it", HOUR) for _ in range(2)] == [True, False]
    clock.move(minutes=50)
    assert not do(container, counters.mark, "it", HOUR)
    assert not do(container, counters.prolong, "it", HOUR)
    clock.move(minutes=59)
    assert do(container, counters.is_marked, "it")
    clock.move(minutes=1)
    assert do(container, counters.prolong, "it", HOUR)
