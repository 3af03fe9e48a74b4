"""The worker, killed at every step of posting events: none is lost, none overtakes another of its application.

An event whose worker died where nobody can know whether it arrived comes a second time, under the same key; so does one
that a receiver took without an answer. No other does.
"""

import signal
from collections import defaultdict
from datetime import timedelta
from random import Random
from typing import Final

import pytest
from sqlalchemy import select

from app.domain.messaging import messages
from app.domain.messaging.messages import Message, MessageState
from app.domain.messaging.outbox import LEASE
from app.domain.webhooks.webhook_breaker import WebhookPause
from tests.database.hearing import endpoint
from tests.faults import results
from tests.faults.launcher import Launcher
from tests.faults.scene import Scene, scene
from tests.faults.steps_of_webhooks import OF_A_WEBHOOK
from tests.outgoing import states
from tests.standin_receiver import DROP, Post, Receiver

pytestmark = pytest.mark.slow

PART: Final = "Kills of a webhook"
KILLS: Final = results.many(short=1, long=14)
"""Kills at each step, on each database."""
APPLICATIONS: Final = 4
EVENTS: Final = 3
"""Events of each application, for each of two endpoints, before each worker that is killed."""


@results.databases("postgresql")
@pytest.mark.parametrize("steps", results.in_turn(OF_A_WEBHOOK), ids=results.named)
def test_a_worker_is_killed_and_no_event_is_lost_or_overtakes_another(
    launcher: Launcher, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    chance = Random(steps[0])
    with scene(database_url, redis_url) as at, Receiver() as well, Receiver() as moody:
        hearing = {endpoint(at.container, each.url): each for each in (well, moody)}
        may_repeat: set[str] = set()
        moody.rule = lambda post: _moody(post, chance, may_repeat)
        for kill, step in enumerate(steps * KILLS):
            for number in range(APPLICATIONS * EVENTS):
                queue(at, list(hearing), f"R{kill}-{number % APPLICATIONS}", number)
            may_repeat |= killed(launcher, at, step, chance.randint(1, 3))
            if not results.LONG:
                let_leases_end(at)
        moody.rule = lambda _: 200
        at.recover()
        judge(at, hearing, KILLS * len(steps), may_repeat)


def _moody(post: Post, chance: Random, may_repeat: set[str]) -> int:
    """A receiver that sometimes refuses an event, and sometimes takes it without an answer."""
    status = chance.choice([200, 200, 200, 503, DROP])
    if status == DROP:
        may_repeat.add(post.key)
    return status


def queue(at: Scene, hearing: list[str], about: str, number: int) -> None:
    """An event of an application, for every endpoint, in one commit."""
    with at.container.database.transaction() as session:
        for each in hearing:
            key = f"webhook:{each}:{about}:event:{number}"
            assert messages.queue_webhook(session, key=key, endpoint_id=each, about=about, body="{}")


def killed(launcher: Launcher, at: Scene, step: str, nth: int) -> set[str]:
    """Start a worker that dies at a step; the events that may or may not have arrived then."""
    worker = launcher.start("worker", at.environment(), step=step, nth=nth)
    # what the worker before had leased is due again after 30 s, which the long form waits for
    assert worker.wait(90) == -signal.SIGKILL, launcher.log.read_text()[-2000:]
    return {key for key, state in states(at.container).items() if state == MessageState.ATTEMPTING}


def let_leases_end(at: Scene) -> None:
    """Have everything due earlier by the time of a lease, as if that had passed."""
    with at.container.database.transaction() as session:
        for row in (*session.scalars(select(Message)), *session.scalars(select(WebhookPause))):
            if row.next_at is not None:
                row.next_at -= LEASE + timedelta(seconds=1)


def judge(at: Scene, hearing: dict[str, Receiver], kills: int, may_repeat: set[str]) -> None:
    """Count what each endpoint took, per event."""
    ended = states(at.container)
    lost = {key for key in ended if key not in hearing[key.split(":")[1]].taken}
    twice = set().union(*(each.twice() for each in hearing.values()))
    results.tell(PART, kills=kills, events=len(ended), lost=len(lost), taken_twice=len(twice))
    assert len(ended) == kills * APPLICATIONS * EVENTS * len(hearing)
    assert lost == set()
    assert set(ended.values()) == {MessageState.ACCEPTED}
    assert twice <= may_repeat
    for receiver in hearing.values():
        came: dict[str, list[int]] = defaultdict(list)
        for key in receiver.first_times():
            _, _, about, _, number = key.split(":")
            came[about].append(int(number))
        for numbers in came.values():
            assert numbers == sorted(numbers), "an event overtook an older one of its application"
