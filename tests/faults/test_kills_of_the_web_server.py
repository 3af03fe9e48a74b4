"""Granian as the Procfile starts it, its workers killed under load: they are replaced, and no hop is done twice.

The oldest worker is killed: one that dies within 5.5 s of its start ends its server, which `make run`, or the platform,
then starts again (Granian's guard against workers that cannot start).
"""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Final

import pytest

from app.dev import demo_data
from tests.faults import results
from tests.faults.callers import Dialler
from tests.faults.granian import granian, insisted, sent, workers
from tests.faults.scene import scene
from tests.faults.stores import waited
from tests.outgoing import phones_of_many_blocks

pytestmark = [pytest.mark.slow, results.databases("sqlite")]

PART: Final = "Kills of the web server"
KILLS: Final = results.many(short=2, long=20)
CITIZENS: Final = 4
"""How many dial all the time."""


def test_workers_are_killed_under_load_and_every_walk_comes_to_its_end_once(
    database_url: str, redis_url: str, tmp_path: Path
) -> None:
    over, phones, random = threading.Event(), phones_of_many_blocks(), Random(7)
    ends: list[str] = []
    longest: list[float] = [0.0]
    with scene(database_url, redis_url) as at:
        with at.container.database.transaction() as session:
            demo_data.load(session, at.container.contacts)
        before = sent(at.container)

        def walk_again_and_again(url: str) -> None:
            while not over.is_set():
                citizen = Dialler(next(phones))
                for text in ("", "1", "1*102030405060", "1*102030405060*1"):
                    last = insisted(citizen, url, text)
                    longest.append(last.seconds)
                ends.append(last.shown)

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
        done = sent(at.container) - before
    results.tell(
        PART, kills=KILLS, walks=len(ends), hops=len(longest) - 1, sms_too_many=done - len(ends),
        longest_until_a_repeated_hop_was_answered_s=max(longest), seed=7,
    )  # fmt: skip
    assert len(ends) >= CITIZENS
    assert {end[:24] for end in ends} == {"END You will get an SMS "}
    assert done == len(ends)
