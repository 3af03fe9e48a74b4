"""Masters of a Redis Cluster are killed while many sessions are walked: no citizen notices more than a slow answer.

For two to four seconds the slots of a dead master are not served, and by default Redis then serves no other slot either
(`cluster-require-full-coverage`): checkpoints and the text replace the stored sessions. What a master has acknowledged
and not yet replicated is lost with it.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

import pytest
from sqlalchemy import func, select

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.idempotency.hop_effects import Effect
from app.domain.identity.accounts import Account
from tests.conftest import settings
from tests.faults import results
from tests.faults.cluster import cluster
from tests.faults.twins import cheap_passwords
from tests.faults.walkers import DEADLINE, WALKS, Judge, Person, Screens, Walker, people, walk

pytestmark = [pytest.mark.slow, results.databases("sqlite")]

PART: Final = "A cluster that fails over"
KILLS: Final = results.many(short=1, long=10)
CITIZENS: Final = 24
THINKING: Final = (0.05, 0.4)
"""Seconds, at random, between an answer and the next hop: a session lives through a failover, or a part of it."""
MAY_BE_LOST: Final = {"language"}
"""Chosen in a browsing session that Redis lost before its first checkpoint, a language is for that session only."""
NOBODY: Final = Person("-", "-", "-")


@dataclass
class Crowd:
    """Citizens who walk all the time, and what they saw."""

    container: Container
    over: threading.Event = field(default_factory=threading.Event)
    judges: list[Judge] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    """Walks that came to their end."""

    def __post_init__(self) -> None:
        self.client = create_app(self.container).test_client
        first, *others = people()
        self.screens = Screens(self.client(), first)
        self.costs = self._costs(others.pop())
        self.before = effects(self.container)
        self._registering = iter(others)
        self._turn = threading.Lock()

    def _costs(self, person: Person) -> dict[str, Counter[str]]:
        """The effects of each walk when nothing is killed."""
        costs = {}
        for name in WALKS:
            before, walker = effects(self.container), Walker(self.client(), walk(name, person), Judge())
            assert [walker.dial(), *walker.steps()] == self.screens.of(name, person)
            costs[name] = effects(self.container) - before
        return costs

    def live(self, random: Random) -> None:
        """Walk after walk of one citizen."""
        judge = Judge()
        self.judges.append(judge)
        while not self.over.is_set():
            name = random.choice(list(WALKS))
            with self._turn:
                person = next(self._registering, NOBODY) if name == "registering" else NOBODY
            if name != "registering" or person != NOBODY:
                self._walk(name, person, judge, random)

    def _walk(self, name: str, person: Person, judge: Judge, random: Random) -> None:
        walker, right = Walker(self.client(), walk(name, person), judge), self.screens.of(name, person)
        well = judge.judge(walker.dial(), right[0])
        while well and walker.done < len(walker.answers):
            time.sleep(random.uniform(*THINKING))
            well = judge.judge(walker.go_on(), right[walker.done])
        with self._turn:
            self.done[name] += well

    def seen(self, what: str) -> int:
        """How many hops were `right`, `honest` or `wrong`."""
        return sum(judge.seen[what] for judge in self.judges)

    def differences(self) -> dict[str, int]:
        """By how much the effects differ from those of the walks that came to their end."""
        done = effects(self.container)
        done.subtract(self.before)
        for name, number in self.done.items():
            done.subtract({effect: number * each for effect, each in self.costs[name].items()})
        return {name: number for name, number in done.items() if number}


def effects(container: Container) -> Counter[str]:
    """How often each effect was had so far, by its name."""
    with container.database.reading() as session:
        rows = session.execute(select(Effect.name, func.count()).group_by(Effect.name))
        accounts = session.scalar(select(func.count()).select_from(Account))
        return Counter({str(name): int(number) for name, number in rows} | {"account": accounts or 0})


@contextmanager
def walking(container: Container) -> Iterator[Crowd]:
    """A crowd that walks until the end of the block, and then to the end of its walks."""
    crowd = Crowd(container)
    with ThreadPoolExecutor(CITIZENS) as threads:
        lives = [threads.submit(crowd.live, Random(number)) for number in range(CITIZENS)]
        try:
            yield crowd
        finally:
            crowd.over.set()
    for life in lives:
        life.result()


def test_masters_are_killed_and_every_hop_shows_its_screen_and_has_its_effect_once(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap_passwords(monkeypatch)
    random, without_master, sessions = Random(7), [0.0], 0
    with cluster(tmp_path / "cluster") as redis:
        container = Container.of(settings(database_url=database_url, redis_url=redis.url))
        with closing(container.database):
            with container.database.transaction() as session:
                demo_data.load(session, container.contacts)
            with walking(container) as crowd:
                for _ in range(KILLS):
                    time.sleep(random.uniform(1, 2))
                    master = random.choice(redis.masters())
                    sessions += master.admin.dbsize()
                    without_master.append(redis.kill_master(master))
                    time.sleep(random.uniform(0, 0.5))
                    master.start()
                    redis.settle()
            differ = crowd.differences()
    too_many = sum(number for number in differ.values() if number > 0)
    longest = max(judge.longest for judge in crowd.judges)
    results.tell(
        PART, kills=KILLS, sessions_whose_master_was_killed=sessions, hops_right=crowd.seen("right"),
        hops_honest=crowd.seen("honest"), hops_wrong=crowd.seen("wrong"), longest_answer_s=longest,
        effects_too_many=too_many, languages_for_their_session_only=-differ.get("language", 0),
        longest_without_a_master_s=max(without_master), seed=7,
    )  # fmt: skip
    assert [wrong for judge in crowd.judges for wrong in judge.wrong] == []
    assert crowd.seen("honest") == 0, "it could have been rebuilt"
    assert longest < DEADLINE
    assert min(crowd.done[name] for name in WALKS) > 0
    assert too_many == 0
    assert differ.keys() <= MAY_BE_LOST
    assert sessions > 0
