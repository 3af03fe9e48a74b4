"""The web, killed at every step of a citizen's hop: the repeated hop shows its screen, and has its effect once."""

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Final

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.dev import demo_data
from app.domain.idempotency.hop_effects import Effect
from app.domain.identity.accounts import Account
from app.domain.messaging.messages import Message
from sessions.store import LEASE_MS
from tests.faults import results
from tests.faults.callers import Dialler
from tests.faults.launcher import Launcher
from tests.faults.scene import Scene, scene
from tests.faults.steps import OF_A_HOP
from tests.faults.walkers import LANGUAGE, people, walk
from tests.outgoing import phone

pytestmark = pytest.mark.slow

PART: Final = "Kills of a hop"
KILLS: Final = results.many(short=1, long=14)
COPIES: Final = 2
"""Copies of the hop that is repeated, sent at once."""


@dataclass(frozen=True)
class Errand:
    """One citizen's session, led to the hop that has an effect."""

    who: Dialler
    answers: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole text of the hop that has the effect."""
        return "*".join(self.answers)

    def act(self, url: str) -> str | None:
        """Send that hop."""
        return self.who.hop(url, self.text)


def errands(random: Random) -> Iterator[list[Errand]]:
    """Crowds of sessions, for one kill each: a language is chosen, an SMS asked for, an account opened."""
    number = random.randrange(10**6)
    for person in people():
        ways: list[tuple[str, ...]] = [(LANGUAGE,), (LANGUAGE,), ("1", "102030405060", "1")]
        ways.append(walk("registering", person))
        crowd = [Errand(Dialler(phone(number + place)), answers) for place, answers in enumerate(ways)]
        number += len(crowd)
        yield crowd


def ready(url: str, crowd: list[Errand]) -> None:
    """Lead each session to the question that its last answer is for."""
    for errand in crowd:
        shown = errand.who.walk(url, errand.answers[:-1])
        assert shown is not None
        assert shown.startswith("CON "), shown


def counts(container: Container) -> tuple[int, int, int]:
    """What the hops have done: effects, messages, accounts."""
    with container.database.reading() as session:
        effects, messages, accounts = (
            session.scalar(select(func.count()).select_from(table)) or 0 for table in (Effect, Message, Account)
        )
    return effects, messages, accounts


def unharmed(at: Scene, url: str, crowd: list[Errand]) -> tuple[list[str | None], list[int]]:
    """The screens and the effects of a crowd when nothing is killed."""
    ready(url, crowd)
    before = counts(at.container)
    shown = [errand.act(url) for errand in crowd]
    return shown, [after - was for after, was in zip(counts(at.container), before, strict=True)]


@results.databases("postgresql")
@pytest.mark.parametrize("steps", results.in_turn(OF_A_HOP), ids=results.named)
def test_the_web_is_killed_in_a_hop_which_then_shows_the_same_bytes_and_has_one_effect(
    launcher: Launcher, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    random = Random(steps[0])
    kills = KILLS * len(steps)
    crowds = errands(random)
    with scene(database_url, redis_url) as at, ThreadPoolExecutor(4) as threads:
        with at.container.database.transaction() as session:
            demo_data.load(session, at.container.contacts)
        healthy = launcher.start("web", at.environment())
        expected, each = unharmed(at, healthy.url, next(crowds))
        sessions = [next(crowds) for _ in range(kills)]
        for crowd in sessions:
            ready(healthy.url, crowd)
        before, answers = counts(at.container), []
        for crowd, step in zip(sessions, steps * KILLS, strict=True):
            doomed = launcher.start("web", at.environment(), step=step, nth=random.randint(1, len(crowd)))
            answers.append(list(threads.map(lambda errand, url=doomed.url: errand.act(url), crowd)))
            assert doomed.wait(10) == -signal.SIGKILL, answers[-1]
        time.sleep(LEASE_MS / 1000 + 0.1)
        hops = [errand for crowd in sessions for errand in crowd] * COPIES
        since = time.monotonic()
        again = list(threads.map(lambda errand: errand.act(healthy.url), hops))
        longest = time.monotonic() - since
        did = [after - was for after, was in zip(counts(at.container), before, strict=True)]
        healthy.kill()
    wrong = [shown for shown, right in zip(again, expected * kills * COPIES, strict=True) if shown != right]
    doubled = did[0] - each[0] * kills
    results.tell(
        PART, kills=kills, hops=len(hops), wrong_screens=len(wrong), effects=did[0], effects_too_many=doubled,
        longest_time_to_repeat_all_s=longest,
    )  # fmt: skip
    assert wrong == []
    assert did == [number * kills for number in each]
    assert all(shown in (None, right) for crowd in answers for shown, right in zip(crowd, expected, strict=True))
