"""The web, killed at every step of an applicant's hop: no application is lost or doubled, and no date taken twice."""

import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Final

import pytest

from app.container import Container
from sessions.store import LEASE_MS
from tests.faults import applicants, results
from tests.faults.applicants import CONTINUED, DATE, EFFECTS, Applicant, counts, taken, without_references
from tests.faults.launcher import Launcher
from tests.faults.scene import scene
from tests.faults.steps import OF_A_HOP

pytestmark = pytest.mark.slow

PART: Final = "Kills of applying"
KILLS: Final = results.many(short=1, long=14)
COPIES: Final = 2
"""Copies of the hop that is repeated, sent at once."""


def plain(container: Container, crowd: list[Applicant], shown: list[str | None]) -> list[str | None]:
    """What a crowd sees, without its references, so that it can be compared with what others see."""
    return [without_references(container, each, screen) for each, screen in zip(crowd, shown, strict=True)]


def unharmed(container: Container, url: str) -> tuple[list[str | None], list[str | None], Counter[str]]:
    """The screens of a crowd when nothing is killed, those when it dials anew, and the rows that it adds."""
    crowd = applicants.crowd(container)
    for each in crowd:
        each.lead(url)
    before = counts(container)
    shown = plain(container, crowd, [each.act(url) for each in crowd])
    more = Counter(counts(container))
    more.subtract(before)
    return shown, [each.go_on(url) for each in crowd if each.errand in CONTINUED], more


@results.databases("postgresql")
@pytest.mark.parametrize("steps", results.in_turn(OF_A_HOP), ids=results.named)
def test_the_web_is_killed_while_somebody_applies_and_it_was_done_once(
    launcher: Launcher, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    random, kills = Random(steps[0]), KILLS * len(steps)
    with scene(database_url, redis_url) as at, ThreadPoolExecutor(4) as threads:
        applicants.publish_date(at.container, capacity=kills + 1)
        healthy = launcher.start("web", at.environment())
        expected, continued, each_does = unharmed(at.container, healthy.url)
        crowds = [applicants.crowd(at.container) for _ in range(kills)]
        did, seen = Counter[str](), []
        for crowd, step in zip(crowds, steps * KILLS, strict=True):
            list(threads.map(lambda each: each.lead(healthy.url), crowd))
            did.subtract(counts(at.container))
            doomed = launcher.start("web", at.environment(), step=step, nth=random.randint(1, EFFECTS))
            shown = list(threads.map(lambda each, url=doomed.url: each.act(url), crowd))
            assert doomed.wait(10) == -signal.SIGKILL, shown
            did.update(counts(at.container))
            seen.append(plain(at.container, crowd, shown))
        time.sleep(LEASE_MS / 1000 + 0.1)
        everybody = [each for crowd in crowds for each in crowd]
        did.subtract(counts(at.container))
        copies = list(threads.map(lambda each: each.act(healthy.url), everybody * COPIES))
        again = plain(at.container, everybody * COPIES, copies)
        did.update(counts(at.container))
        went_on = list(
            threads.map(lambda each: each.go_on(healthy.url), [each for each in everybody if each.errand in CONTINUED])
        )
        places = taken(at.container, DATE)
        healthy.kill()
    wrong = [shown for shown, right in zip(again, expected * kills * COPIES, strict=True) if shown != right]
    not_continued = [shown for shown, right in zip(went_on, continued * kills, strict=True) if shown != right]
    filed = did["applications"]
    results.tell(
        PART, kills=kills, hops=len(copies), wrong_screens=len(wrong), forms_not_continued=len(not_continued),
        applications=filed, applications_lost=max(kills - filed, 0), applications_doubled=max(filed - kills, 0),
        dates_taken=places - 1, dates_taken_too_many=places - 1 - kills,
    )  # fmt: skip
    assert wrong == []
    assert {name: number for name, number in did.items() if number} == {
        name: number * kills for name, number in each_does.items() if number
    }
    assert (filed, places) == (kills, kills + 1)
    assert not_continued == []
    assert all(shown in (None, right) for crowd in seen for shown, right in zip(crowd, expected, strict=True))
