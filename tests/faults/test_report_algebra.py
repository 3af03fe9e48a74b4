"""Delivery reports in any order, repeated and late, with losses, sweeps and a moved clock between (faults F18 to F20).

`tests/database/test_reports.py` says what a course is and how it must end, and tries a few on both databases; here are
very many, on SQLite in memory.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import Final

import pytest
from hypothesis import HealthCheck, given, seed, settings

from app.container import Container
from app.domain.messaging import outbox_sweep
from app.domain.messaging.messages import MessageState
from app.platform.db import Base
from tests import conftest
from tests.conftest import Clock
from tests.database.report_steps import step
from tests.database.test_reports import Course, courses, expected, run
from tests.faults import results

pytestmark = pytest.mark.slow

PART: Final = "Delivery reports"
SHARES: Final = results.many(short=1, long=4)
"""Each is a test of its own, so that they can run side by side."""
EXAMPLES: Final = results.many(short=40, long=5_000)
"""Examples of each share."""


@pytest.fixture
def in_memory(clock: Clock) -> Iterator[Container]:
    made = Container.of(conftest.settings(database_url="sqlite://", redis_url="unix:///nowhere"), clock=clock)
    with closing(made.database):
        Base.metadata.create_all(made.database.engine)
        yield made


@pytest.mark.parametrize("share", range(SHARES))
def test_any_order_repetition_and_lateness_ends_in_the_same_state(
    in_memory: Container, clock: Clock, share: int
) -> None:
    @seed(share)
    @given(course=courses())
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def holds(course: Course) -> None:
        results.tell(PART, examples=1, steps=len(course.steps), most_steps_of_one=len(course.steps))
        ends_as_it_must(in_memory, clock, course)

    results.tell(PART, seed=share)
    holds()


def ends_as_it_must(container: Container, clock: Clock, course: Course) -> None:
    """Run a course: DELIVERED is never left, and the end is what its reports mean, whatever their order."""
    words = [word for word in course.steps if word != "answer"]
    was_delivered = False
    for message in run(container, clock, course):
        assert not was_delivered or message.state == MessageState.DELIVERED, "it went backwards"
        was_delivered = message.state == MessageState.DELIVERED
    if course.answered or words:
        assert message.state == expected(words, resting=MessageState.ACCEPTED)
    else:
        assert message.state in (MessageState.UNKNOWN, MessageState.PENDING, MessageState.EXPIRED)
    step(
        container, lambda session: session.merge(message).settle(message.state, None, clock())
    )  # nothing left to claim
    step(container, outbox_sweep.sweep)
