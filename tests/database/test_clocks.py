"""Clock skew (fault F29): a machine whose own clock is wrong uses the time of the database."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import text

from app.container import Container
from app.domain.messaging import outbox
from app.domain.messaging.messages import MessageKind, MessageState
from app.platform.clock import DatabaseClock
from app.platform.db import now, utc_now
from tests.conftest import settings
from tests.outgoing import OTHER, accepted, attempting, begin, claim, look, queue, states, sweep, unknown

SKEWS: Final = [timedelta(minutes=10), timedelta(minutes=-10)]
ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""Marks a test of clock skew: SQLite is on one machine, with one clock."""


class Machine:
    """The clock of a machine: wrong by so much."""

    def __init__(self, wrong: timedelta) -> None:
        self.wrong = wrong

    def __call__(self) -> datetime:
        return utc_now() + self.wrong


@contextmanager
def machine(url: str, wrong: timedelta) -> Iterator[Container]:
    """An installation on a machine whose clock is wrong by so much."""
    container = Container.of(
        settings(database_url=url, redis_url="unix:///nowhere"), clock=DatabaseClock(Machine(wrong))
    )
    with closing(container.database):
        yield container


def off_by(container: Container) -> float:
    """Seconds between the time of an installation and that of its database."""
    with container.database.reading() as session:
        here, there = now(session), session.execute(text("SELECT clock_timestamp()")).scalar_one()
        gap: timedelta = here - there
    return abs(gap.total_seconds())


@ON_POSTGRESQL
@pytest.mark.parametrize("wrong", SKEWS)
def test_the_first_time_that_is_asked_for_is_the_databases_already(database_url: str, wrong: timedelta) -> None:
    with machine(database_url, wrong) as container:
        assert abs((container.database.clock() - utc_now()).total_seconds()) < 1
        assert off_by(container) < 1


@ON_POSTGRESQL
@pytest.mark.parametrize("wrong", SKEWS)
def test_a_worker_whose_clock_is_wrong_ends_no_lease_sends_nothing_twice_and_lets_no_code_expire(
    database_url: str, wrong: timedelta
) -> None:
    with machine(database_url, timedelta(0)) as right, machine(database_url, wrong) as other:
        queue(right, "leased", kind=MessageKind.RECEIPT)
        leased = claim(right)
        queue(right, "unknown", to=OTHER)
        unknown(right, begin(right))
        sending = begin(right, "sending", kind=MessageKind.REPLY)
        queue(right, "code", kind=MessageKind.OTP)
        assert sweep(other) == 0
        assert states(other) == {
            "leased": MessageState.LEASED,
            "unknown": MessageState.UNKNOWN,
            "sending": MessageState.ATTEMPTING,
            "code": MessageState.PENDING,
        }
        [code] = claim(other)
        assert (code.key, attempting(other, code), accepted(other, code)) == ("code", True, True)
        assert attempting(right, leased[0])
        assert accepted(right, sending, "X2")
        assert sweep(right) == 0


@ON_POSTGRESQL
@pytest.mark.parametrize("wrong", SKEWS)
def test_what_a_machine_queues_while_its_clock_is_wrong_is_due_at_once(database_url: str, wrong: timedelta) -> None:
    with machine(database_url, timedelta(0)) as right, machine(database_url, wrong) as other:
        queue(other, "code", kind=MessageKind.OTP)
        with right.database.reading() as session:
            assert outbox.summary(session).oldest_seconds < 5
        assert [each.key for each in claim(right)] == ["code"]


@ON_POSTGRESQL
def test_a_clock_that_jumps_is_put_right_by_the_next_transaction(database_url: str) -> None:
    own = Machine(timedelta(0))
    container = Container.of(settings(database_url=database_url, redis_url="unix:///nowhere"), clock=DatabaseClock(own))
    with closing(container.database):
        assert off_by(container) < 1
        own.wrong = timedelta(hours=3)
        assert off_by(container) < 1
        own.wrong = timedelta(hours=-3)
        assert off_by(container) < 1


@ON_POSTGRESQL
def test_time_passes_between_two_looks(database_url: str) -> None:
    with machine(database_url, SKEWS[0]) as container:
        before = container.database.clock()
        time.sleep(0.05)
        assert timedelta(seconds=0.05) <= container.database.clock() - before < timedelta(seconds=5)


def test_without_its_database_a_house_goes_by_its_own_clock(tmp_path: Path) -> None:
    url = f"postgresql://x@/x?host={tmp_path}"
    with machine(url, SKEWS[0]) as container:
        assert abs(container.database.clock() - utc_now() - SKEWS[0]) < timedelta(seconds=1)


def test_sqlite_has_the_clock_of_its_machine(tmp_path: Path) -> None:
    with machine(f"sqlite:///{tmp_path}/a.db", SKEWS[1]) as container:
        assert abs(container.database.clock() - utc_now() - SKEWS[1]) < timedelta(seconds=1)


@ON_POSTGRESQL
def test_the_outbox_is_timed_by_it(database_url: str) -> None:
    with machine(database_url, SKEWS[0]) as container:
        queue(container, "a")
        due = look(container, "a").next_at
        assert due is not None
        assert abs(due - utc_now()) < timedelta(seconds=5)
