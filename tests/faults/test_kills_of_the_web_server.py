"""Granian as the Procfile starts it, its workers killed under load: they are replaced, and no hop is done twice.

Always the oldest one: a worker that dies within 5.5 s of its start ends its server, which `make run`, or the platform,
then starts again (Granian's guard against workers that cannot start).
"""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

import pytest
from sqlalchemy import func, select

from app.domain import samples
from app.domain.messages import Message
from app.embedded import WEB
from app.house import House
from app.settings import ROOT
from app.web import hops
from tests.benchmarks.processes import running
from tests.faults import results
from tests.faults.callers import Dialler
from tests.faults.scene import Scene, scene
from tests.faults.stores import waited
from tests.outgoing import phone

DATABASES: Final = ["sqlite", "postgresql"] if results.LONG else ["sqlite"]
pytestmark = [pytest.mark.slow, pytest.mark.parametrize("database_url", DATABASES, indirect=True)]

PART: Final = "Kills of the web server"
KILLS: Final = results.many(short=2, long=20)
CITIZENS: Final = 4
"""Who dial all the time."""
NOT_YET: Final = "END " + hops.RECEIVED
"""What a copy of a hop is told while the first is still in the hands of a process, be it dead, for 6 s."""


@contextmanager
def granian(at: Scene, folder: Path, port: int | None = None, *options: str) -> Iterator[tuple[int, str]]:
    """The web, with its log in a folder of its own; its process id, and where it listens."""
    port, metrics = port or free_port(), folder / "metrics"
    metrics.mkdir(parents=True)
    more = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
    command = [*WEB, "--port", str(port), *options]
    with running(command, environment=at.environment(**more), log=folder / "web.log") as program:
        url = f"http://127.0.0.1:{port}"
        program.attend(lambda: Dialler(phone(0)).hop(url, "") is not None)
        yield program._process.pid, url


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def workers(main: int) -> list[int]:
    """The workers of a server, the oldest first."""
    return [int(pid) for pid in Path(f"/proc/{main}/task/{main}/children").read_text().split()]


def insisted(citizen: Dialler, url: str, text: str) -> tuple[str, float]:
    """What a hop shows in the end that is repeated until it is answered, and the seconds that it took."""
    since = time.monotonic()
    while time.monotonic() - since < 30:
        shown = citizen.hop(url, text)
        if shown is not None and not shown.startswith(NOT_YET):
            return shown, time.monotonic() - since
        time.sleep(0.2)
    raise AssertionError(f"no answer to hop {text!r}")


def sent(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Message)) or 0


def test_workers_are_killed_under_load_and_every_walk_comes_to_its_end_once(
    database_url: str, redis_url: str, tmp_path: Path
) -> None:
    over, numbers, random = threading.Event(), count(10_000), Random(7)
    ends: list[str] = []
    longest: list[float] = [0.0]
    with scene(database_url, redis_url) as at:
        with at.house.database.transaction() as session:
            samples.load(session, at.house.contacts)
        before = sent(at.house)

        def walk_again_and_again(url: str) -> None:
            while not over.is_set():
                citizen = Dialler(phone(next(numbers)))
                for text in ("", "1", "1*102030405060", "1*102030405060*1"):
                    shown, seconds = insisted(citizen, url, text)
                    longest.append(seconds)
                ends.append(shown)

        with granian(at, tmp_path) as (main, url), ThreadPoolExecutor(CITIZENS) as threads:
            walking = [threads.submit(walk_again_and_again, url) for _ in range(CITIZENS)]
            try:
                for _ in range(KILLS):
                    waited(lambda: len(workers(main)) >= 2)
                    time.sleep(random.uniform(0.3, 1.5))
                    with suppress(ProcessLookupError):
                        os.kill(workers(main)[0], signal.SIGKILL)
            finally:
                over.set()
            for each in walking:
                each.result()
        done = sent(at.house) - before
    results.tell(
        PART, kills=KILLS, walks=len(ends), hops=len(longest) - 1, sms_too_many=done - len(ends),
        longest_until_a_repeated_hop_was_answered_s=max(longest), seed=7,
    )  # fmt: skip
    assert len(ends) >= CITIZENS
    assert {end[:24] for end in ends} == {"END You will get an SMS "}
    assert done == len(ends)
