"""The worker, killed at every step of an alert: none is lost; with delivery reports none goes out twice.

Without reports an alert goes out a second time only if its worker died where nobody can know whether it left. Each
worker that is killed leaves messages at every point of their way, because it sends 20 at a time.
"""

import signal
from collections import Counter, defaultdict
from random import Random
from typing import Final

import pytest

from app.domain.messaging.messages import MessageState
from tests.faults import results
from tests.faults.launcher import Launcher
from tests.faults.scene import Scene, scene
from tests.faults.steps import OF_THE_WORKER
from tests.outgoing import look, phone, queue, sent, states

pytestmark = pytest.mark.slow

PART: Final = "Kills of the worker"
KILLS: Final = results.many(short=1, long=14)
"""Kills at each step, on each database, with and without reports."""
EACH: Final = 8
"""New alerts for each worker that is killed."""
TO_ONE_PHONE: Final = 2
"""Alerts to each phone: one waits for the one before it, and their order is checked."""


@results.databases("postgresql")
@pytest.mark.parametrize("reports", [True, False], ids=["with reports", "without reports"])
@pytest.mark.parametrize("steps", results.in_turn(OF_THE_WORKER), ids=results.named)
def test_a_worker_is_killed_and_no_alert_is_lost_or_sent_twice(
    launcher: Launcher, database_url: str, redis_url: str, steps: tuple[str, ...], reports: bool
) -> None:
    random = Random(steps[0])
    with scene(database_url, redis_url, reports=reports) as at:
        in_doubt: set[str] = set()
        for kill, step in enumerate(steps * KILLS):
            for number in range(EACH):
                name = kill * EACH + number
                queue(at.container, f"a{name}", to=phone(name // TO_ONE_PHONE), body=f"Alert {name}.")
            nth = 1 if "claim" in step else random.randint(1, EACH // TO_ONE_PHONE)  # one claim takes them all
            in_doubt |= killed(launcher, at, step, nth)
        at.recover()
        judge(at, KILLS * len(steps), in_doubt, reports=reports)


def killed(launcher: Launcher, at: Scene, step: str, nth: int) -> set[str]:
    """Start a worker that dies at a step; the messages that may or may not have left then."""
    worker = launcher.start("worker", at.environment(), step=step, nth=nth)
    assert worker.wait(30) == -signal.SIGKILL, launcher.log.read_text()[-2000:]
    left = states(at.container)
    return {key for key, state in left.items() if state in (MessageState.ATTEMPTING, MessageState.UNKNOWN)}


def judge(at: Scene, kills: int, in_doubt: set[str], *, reports: bool) -> None:
    """Count what the provider accepted, per message."""
    times = Counter(sent(at.container, at.provider))
    ended = states(at.container)
    lost = [key for key in ended if key not in times]
    twice = {key: n for key, n in times.items() if n > 1}
    not_heard = [status for status in at.provider.told if status != 200]
    form = "with reports" if reports else "without"
    results.tell(
        PART,
        kills=kills,
        messages=len(ended),
        lost=len(lost),
        reports_that_were_not_heard=len(not_heard),
        **{f"sent twice {form}": len(twice)},
        most_times_that_one_was_sent=max(times.values()),
    )
    assert len(ended) == kills * EACH
    assert lost == []
    assert set(twice.values()) <= {2}
    assert set(twice) <= (set() if reports else in_doubt)
    right = {MessageState.DELIVERED, MessageState.ACCEPTED} if reports else {MessageState.ACCEPTED, MessageState.FAILED}
    others = [look(at.container, key) for key, state in ended.items() if state not in right]
    assert not others, [(each.key, each.state, each.attempt, each.last_error, each.next_at) for each in others]
    if reports:  # the provider tells once; a database too busy for a report leaves its message ACCEPTED
        assert list(ended.values()).count(MessageState.ACCEPTED) <= len(not_heard)
    for texts in first_times(at).values():
        assert texts == sorted(texts), "an alert overtook an older one to the same phone"


def first_times(at: Scene) -> dict[str, list[int]]:
    """To each phone, the numbers of its alerts in the order in which they came."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, message in zip(sent(at.container, at.provider), at.provider.accepted, strict=True):
        number = int(key.removeprefix("a"))
        if number not in found[message.phone]:
            found[message.phone].append(number)
    return found
