"""Dates (slots): never more taken than there are places, not taken too late, and given back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.forms import slots
from app.domain.forms.slots import NOTICE, OFFERED, Slot, free_slots, give_back, next_weeks, starts_on, take_slot
from tests.conftest import MONDAY, Clock
from tests.database.holder import ON_SQLITE, at_once, do

TAKERS = 16
Add = Callable[..., None]


@pytest.fixture
def add(container: Container) -> Add:
    """Add a date, by default one of a test calendar in Likoni, so many hours from now."""

    def slot(code: str, *, hours: float = 72, capacity: int = 1, place: str = "likoni", calendar: str = "test") -> None:
        starts_at = MONDAY + timedelta(hours=hours)
        with container.database.transaction() as session:
            session.add(
                Slot(code=code, calendar=calendar, place=place, starts_at=starts_at, capacity=capacity, taken=0)
            )

    return slot


def free(container: Container, calendar: str = "test", place: str = "likoni") -> list[str]:
    with container.database.reading() as session:
        return [each.code for each in free_slots(session, calendar, place)]


def taken(container: Container, code: str) -> int:
    with container.database.reading() as session:
        return session.get_one(Slot, code).taken


@pytest.mark.parametrize("capacity", [1, 5])
def test_of_sixteen_at_once_no_more_than_there_are_places(container: Container, add: Add, capacity: int) -> None:
    add("a", capacity=capacity)
    answers = at_once([lambda: do(container, take_slot, "a")] * TAKERS)
    assert sorted(answers) == [False] * (TAKERS - capacity) + [True] * capacity
    assert taken(container, "a") == capacity
    assert free(container) == []


def test_a_place_given_back_is_taken_by_one_of_those_who_want_it(container: Container, add: Add) -> None:
    """Sixteen at once again: the number of places taken is that of all who took one, less those given back."""
    add("a", capacity=4)
    assert [do(container, take_slot, "a") for _ in range(5)] == [True] * 4 + [False]
    gives: list[Callable[[], bool | None]] = [lambda: do(container, give_back, "a")] * 4
    takes: list[Callable[[], bool | None]] = [lambda: do(container, take_slot, "a")] * 12
    answers = at_once([*gives, *takes])
    won = sum(answer is True for answer in answers)
    assert won <= 4
    assert taken(container, "a") == 4 - 4 + won


def test_what_was_rolled_back_was_not_taken(container: Container, add: Add) -> None:
    add("a")

    def fail(session: Session) -> None:
        assert take_slot(session, "a")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        do(container, fail)
    assert free(container) == ["a"]
    assert do(container, take_slot, "a")


def test_nothing_is_given_back_that_was_not_taken(container: Container, add: Add) -> None:
    add("a")
    do(container, give_back, "a")
    do(container, give_back, "nowhere")
    assert taken(container, "a") == 0
    assert do(container, take_slot, "a")
    assert not do(container, take_slot, "a")


def test_no_date_is_ever_taken_less_than_never(container: Container, add: Add) -> None:
    """The database refuses it too, for a statement that does not check."""
    add("a")
    with pytest.raises(IntegrityError), container.database.transaction() as session:
        session.execute(update(Slot).where(Slot.code == "a").values(taken=-1))


@ON_SQLITE
def test_a_date_is_offered_with_time_to_travel_there(container: Container, add: Add, clock: Clock) -> None:
    add("soon", hours=NOTICE / timedelta(hours=1))
    add("later", hours=NOTICE / timedelta(hours=1) + 0.01)
    assert free(container) == ["later"]
    clock.move(minutes=1)
    assert free(container) == []


@ON_SQLITE
def test_a_date_that_was_offered_is_taken_until_it_begins(container: Container, add: Add, clock: Clock) -> None:
    """Somebody who read it in the list a moment before it was no longer offered still gets it."""
    add("a", hours=13, capacity=3)
    assert free(container) == ["a"]
    clock.move(hours=12)
    assert do(container, take_slot, "a")
    clock.move(hours=1)
    assert not do(container, take_slot, "a")
    assert not do(container, take_slot, "nowhere")


@ON_SQLITE
def test_the_earliest_are_offered_of_this_calendar_and_place_only(container: Container, add: Add) -> None:
    for number in range(OFFERED + 3):
        add(f"a{number:02d}", hours=200 - number)
    add("kisumu", place="kisumu")
    add("biometrics", calendar="biometrics")
    add("anywhere", calendar="anywhere", place="")
    assert free(container) == [f"a{number:02d}" for number in range(OFFERED + 2, 2, -1)]
    assert free(container, place="kisumu") == ["kisumu"]
    assert free(container, calendar="biometrics") == ["biometrics"]
    assert free(container, calendar="anywhere", place="") == ["anywhere"]
    assert free(container, place="") == []


@ON_SQLITE
def test_a_date_begins_by_the_clock_of_nairobi(container: Container, add: Add) -> None:
    add("a", hours=14)  # 23:00 UTC, 02:00 the next day in Nairobi
    with container.database.reading() as session:
        slot = slots.find_slot(session, "a")
        assert slot is not None
        assert f"{starts_on(slot):%Y-%m-%d %H:%M}" == "2026-11-24 02:00"
        assert slots.find_slot(session, "b") is None


@pytest.mark.parametrize(
    ("today", "first"),
    [(date(2026, 11, 23), date(2026, 11, 30)), (date(2026, 11, 29), date(2026, 11, 30))],
)
def test_the_weeks_that_may_be_preferred_begin_with_the_next(today: date, first: date) -> None:
    weeks = [*next_weeks(today)]
    assert weeks == [first + timedelta(weeks=number) for number in range(5)]
    assert {each.weekday() for each in weeks} == {0}
