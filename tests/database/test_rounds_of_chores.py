"""Chores that nobody waits for: not at each sweep, and again at the next one where more is left."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.domain.idempotency.spool_records import KEPT, Arrival
from app.domain.shared.purge import AT_ONCE
from app.worker.chores import REST
from app.worker.main import Worker
from tests.conftest import Clock
from tests.database.holder import ON_SQLITE

pytestmark = ON_SQLITE


@pytest.fixture
def worker(container: Container) -> Worker:
    return Worker(container)


def keep_old(container: Container, clock: Clock, number: int) -> None:
    with container.database.transaction() as session:
        old = clock() - KEPT - timedelta(days=1)
        session.add_all(Arrival(name=f"{clock()} {each}", at=old) for each in range(number))


def left(container: Container) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Arrival)) or 0


def test_what_is_over_is_deleted_at_the_first_sweep_and_after_a_rest(
    container: Container, clock: Clock, worker: Worker
) -> None:
    for _ in range(2):
        keep_old(container, clock, 3)
        worker.sweep()
        assert left(container) == 0
        keep_old(container, clock, 2)
        worker.sweep()
        assert left(container) == 2
        clock.time += REST


def test_where_more_is_left_the_next_sweep_goes_on(container: Container, clock: Clock, worker: Worker) -> None:
    keep_old(container, clock, AT_ONCE + 1)
    worker.sweep()
    assert left(container) == 1
    worker.sweep()
    assert left(container) == 0


def test_a_clock_that_was_put_back_stops_no_round(container: Container, clock: Clock, worker: Worker) -> None:
    worker.sweep()
    clock.time -= timedelta(days=1)
    keep_old(container, clock, 1)
    worker.sweep()
    assert left(container) == 0
