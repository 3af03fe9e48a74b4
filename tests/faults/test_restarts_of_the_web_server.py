"""Granian as the Procfile starts it, started anew in three ways while citizens walk all the time.

A reload is SIGHUP: each worker in turn gets a successor, and ends 3.5 s later. A relief is a second server that listens
at the same port before the first gets SIGTERM. A stop is SIGTERM, and a server that is started when the first is gone:
what comes in between is refused, and comes again.
"""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

import pytest

from app.domain import samples
from tests.faults import results
from tests.faults.callers import Dialler
from tests.faults.scene import Scene, scene
from tests.faults.stores import waited
from tests.faults.test_kills_of_the_web_server import free_port, granian, sent, workers
from tests.outgoing import phone

DATABASES: Final = ["sqlite", "postgresql"] if results.LONG else ["sqlite"]
pytestmark = [pytest.mark.slow, pytest.mark.parametrize("database_url", DATABASES, indirect=True)]

PART: Final = "Restarts of the web server"
RESTARTS: Final = results.many(short=1, long=20)
CITIZENS: Final = 8
HOPS: Final = ("", "1", "1*102030405060", "1*102030405060*1")
"""A session that ends with an SMS."""
NOBODY_LISTENS: Final = ConnectionRefusedError.__name__
PATIENCE: Final = 30.0
"""Seconds in which a hop that is repeated is answered, whatever is started anew."""


@dataclass
class Street:
    """What citizens have seen who walk all the time."""

    right: list[str] = field(default_factory=list)
    """The screens of their walk, while nothing happens."""
    walks: int = 0
    hops: int = 0
    unanswered: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    longest: float = 0.0

    def walk(self, url: str, citizen: Dialler) -> None:
        """One session; a hop that is not answered is repeated."""
        citizen.lost = self.unanswered
        for text, right in zip(HOPS, self.right, strict=True):
            since = time.monotonic()
            while (shown := citizen.hop(url, text)) is None:
                assert time.monotonic() - since < PATIENCE
                time.sleep(0.1)
            self.longest = max(self.longest, time.monotonic() - since)
            self.hops += 1
            if shown != right:
                self.wrong.append(shown)
                return
        self.walks += 1

    def tell(self, how: str, restarts: int, sms_too_many: int) -> None:
        """Report it."""
        figures = {
            how: restarts,
            f"hops_during_{how}": self.hops,
            f"connections_refused_during_{how}": self.unanswered[NOBODY_LISTENS],
            f"connections_reset_during_{how}": self.reset(),
            f"longest_until_answered_during_{how}_s": self.longest,
        }
        results.tell(PART, wrong_screens=len(self.wrong), sms_too_many=sms_too_many, **figures)

    def reset(self) -> int:
        """Connections that were taken by a server, and broke before the answer."""
        return self.unanswered.total() - self.unanswered[NOBODY_LISTENS]


@contextmanager
def walked_on(how: str, at: Scene, url: str) -> Iterator[Street]:
    """Citizens walk until the end of the block; then every screen was right, and each walk has sent its SMS once."""
    first, street, over, numbers = Dialler(phone(0)), Street(), threading.Event(), count(10_000)
    street.right = [first.hop(url, text) or "" for text in HOPS]
    before = sent(at.house)
    threads_are_counted = threading.Lock()

    def walk_again_and_again() -> None:
        while not over.is_set():
            with threads_are_counted:
                who = Dialler(phone(next(numbers)))
            street.walk(url, who)

    with ThreadPoolExecutor(CITIZENS) as threads:
        walking = [threads.submit(walk_again_and_again) for _ in range(CITIZENS)]
        try:
            yield street
        finally:
            over.set()
    too_many = sent(at.house) - before - street.walks
    street.tell(how, RESTARTS, too_many)
    for each in walking:
        each.result()
    print(how, street.hops, street.unanswered, street.longest)
    assert street.wrong == []
    assert street.walks >= CITIZENS
    assert too_many == 0


@pytest.fixture
def at(database_url: str, redis_url: str) -> Iterator[Scene]:
    """A house with sample applications."""
    with scene(database_url, redis_url) as made:
        with made.house.database.transaction() as session:
            samples.load(session, made.house.contacts)
        yield made


def listeners(port: int) -> int:
    """How many sockets listen at a port (proc(5)): each worker has one."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(local.endswith(f":{port:04X}") and state == "0A" for _, local, _, state, *_ in lines)


def test_a_reload_under_load_leaves_no_hop_without_its_right_answer(at: Scene, tmp_path: Path) -> None:
    with granian(at, tmp_path / "web") as (main, url), walked_on("reloads", at, url) as street:
        for _ in range(RESTARTS):
            old = set(workers(main))
            os.kill(main, signal.SIGHUP)
            waited(lambda old=old: not old & set(workers(main)))  # type: ignore[misc]
    assert street.unanswered == Counter()


def test_a_server_that_relieves_another_answers_every_hop_rightly(at: Scene, tmp_path: Path) -> None:
    port, random, street = free_port(), Random(7), Street()
    with ExitStack() as last:
        _, url = last.enter_context(granian(at, tmp_path / "web-0", port))
        with walked_on("reliefs", at, url) as street:
            for number in range(RESTARTS):
                before = listeners(port)
                successor = ExitStack()
                successor.enter_context(granian(at, tmp_path / f"web-{number + 1}", port))
                waited(lambda before=before: listeners(port) == 2 * before)  # type: ignore[misc]
                time.sleep(random.uniform(0.1, 0.6))
                last.close()
                last.push(successor)
    assert street.unanswered == Counter()


def test_a_server_that_is_stopped_finishes_what_it_has_taken(at: Scene, tmp_path: Path) -> None:
    port, random = free_port(), Random(7)
    with ExitStack() as last:
        _, url = last.enter_context(granian(at, tmp_path / "web-0", port))
        with walked_on("stops", at, url) as street:
            for number in range(RESTARTS):
                time.sleep(random.uniform(0.3, 1.0))
                last.close()
                last.enter_context(granian(at, tmp_path / f"web-{number + 1}", port))
    assert street.reset() == 0
