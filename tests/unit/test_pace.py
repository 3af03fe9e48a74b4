"""The rate limiter: sends are spaced evenly, and after a pause a burst may leave without waiting."""

import time

from app.providers.pace import AHEAD, Pace


def test_without_a_pace_nobody_waits() -> None:
    pace = Pace(0)
    assert pace.room() is None
    assert [pace.take() for _ in range(100)] == [0.0] * 100


def test_after_a_lull_half_a_second_of_it_leaves_at_once_and_the_rest_in_its_turn() -> None:
    pace = Pace(10)
    room = pace.room()
    assert room in (AHEAD * 10, AHEAD * 10 + 1)
    assert [pace.take() for _ in range(room)] == [0.0] * room
    assert pace.room() in (0, 1)
    waits = [pace.take() for _ in range(10)]
    assert waits == sorted(waits)
    assert 0.8 <= waits[-1] <= 1.01


def test_room_comes_back_as_time_passes() -> None:
    pace = Pace(1000)
    while pace.room():
        pace.take()
    time.sleep(0.02)
    assert 1 <= (pace.room() or 0) <= AHEAD * 1000 + 1
