"""Web and worker at full speed for a long time: neither their memory nor the number of open files grows."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import pytest

from app.dev import demo_data
from app.dev.local_stack import FLASK
from app.platform.config.setting_fields import ROOT
from tests.benchmarks.processes import running
from tests.conftest import CALLBACK_KEY
from tests.faults import results
from tests.faults.callers import Dialler, post
from tests.faults.footprints import Footprint, opened, slope
from tests.faults.granian import granian, workers
from tests.faults.scene import Scene, scene
from tests.faults.stores import waited
from tests.faults.walkers import WALKS, Person, people, walk
from tests.outgoing import phones_of_many_blocks
from tests.web.callbacks import REFERENCE

PART: Final = "A soak"
CALLERS: Final = 8
WARM_UP: Final = results.many(short=3, long=60)
"""Seconds in which caches fill up and threads are started."""
ROUND: Final = results.many(short=2, long=20)
ROUNDS: Final = results.many(short=2, long=6)
"""Seconds of load between two measurements, and how many of these there are."""
MORE_OPEN: Final = 45
"""Descriptors that may still come after the warm-up: a pool has room for 20 connections, opened as they are wanted, and
one of SQLite's holds two files. If each request leaked one there would be hundreds."""
STILL_SETTLING: Final = results.many(short=40, long=8)
"""Megabytes that may still be added, for threads and SQLite's page caches; after a long warm-up 1 to 4 were seen."""
A_REQUEST: Final = 500
"""Bytes that may stay of each request. 50 to 270 were seen, ever fewer; a leak is a kilobyte."""


@dataclass
class Load:
    """Everything that comes in at a web: walks of all kinds, SMS and reports, as fast as they are answered."""

    url: str
    served: int = 0
    phones: Iterator[str] = field(default_factory=phones_of_many_blocks)
    """Of one block they would wait for each other, at the row that counts the SMS to that block."""
    numbers: Iterator[int] = field(default_factory=count)
    persons: tuple[Person, ...] = field(default_factory=lambda: tuple(people()))

    def run(self, seconds: float) -> None:
        """Run it for so many seconds, and then wait until it is quiet."""
        until = time.monotonic() + seconds
        with ThreadPoolExecutor(CALLERS) as threads:
            for each in [threads.submit(self._call, until) for _ in range(CALLERS)]:
                each.result()
        time.sleep(0.5)

    def _call(self, until: float) -> None:
        for name in cycle(WALKS):
            if time.monotonic() > until:
                return
            number, mine = next(self.numbers), next(self.phones)
            answers = walk(name, self.persons[number % len(self.persons)])
            assert Dialler(mine).walk(self.url, answers)
            form = {"id": f"soak-{number}", "from": mine, "to": "22222", "text": REFERENCE, "date": ""}
            answer = post(f"{self.url}/at/{CALLBACK_KEY}/sms", urlencode(form).encode())
            assert answer is not None, "no answer to an SMS"
            assert answer[0] == 200, answer
            self.served += len(answers) + 2


@pytest.mark.slow
@results.databases("sqlite")
def test_web_and_worker_hold_no_more_after_very_many_requests(
    database_url: str, redis_url: str, tmp_path: Path
) -> None:
    with scene(database_url, redis_url, reports=False) as at, soaked(at, tmp_path) as (load, pids):
        load.run(WARM_UP)
        waited(lambda: len(at.provider.accepted) > 0)
        points = {name: [Footprint.of(pid, load.served)] for name, pid in pids.items()}
        for _ in range(ROUNDS):
            load.run(ROUND)
            for name, pid in pids.items():
                points[name].append(Footprint.of(pid, load.served))
    for name, seen in points.items():
        tell(name, seen)
        assert opened(seen) <= MORE_OPEN, seen
        assert leaked(seen) <= 0, seen


def leaked(seen: Sequence[Footprint]) -> float:
    """Megabytes that were added beyond what is allowed; negative where all is well."""
    first, last = seen[0], seen[-1]
    return last.megabytes - first.megabytes - STILL_SETTLING - (last.served - first.served) * A_REQUEST / 2**20


def tell(name: str, seen: list[Footprint]) -> None:
    """Report what was seen of one process."""
    figures = {
        f"requests_served_beside_the_{name}": seen[-1].served - seen[0].served,
        f"largest_growth_of_the_{name}_MB_in_100,000_requests": slope(seen),
        f"largest_{name}_MB": max(each.megabytes for each in seen),
        f"most_descriptors_of_the_{name}": max(each.descriptors for each in seen),
    }
    results.tell(PART, **figures)


@contextmanager
def soaked(at: Scene, folder: Path) -> Iterator[tuple[Load, dict[str, int]]]:
    """A web of one process and a worker, whose SMS the provider reports on; the load, and the process ids."""
    with at.container.database.transaction() as session:
        demo_data.load(session, at.container.contacts)
    environment = at.environment(PATH=os.environ["PATH"], PYTHONPATH=str(ROOT))
    with (
        granian(at, folder / "web", None, "--workers", "1") as (main, url),
        running([*FLASK, "worker"], environment=environment, log=folder / "worker.log") as worker,
    ):
        at.provider.reports(f"{url}/at/{CALLBACK_KEY}/sms/reports", statuses=("Success",))
        [web] = workers(main)
        yield Load(url), {"web": web, "worker": worker._process.pid}


@contextmanager
def small(leak: str) -> Iterator[tuple[int, Callable[[], None]]]:
    """A process that runs `leak` for every line; its id, and what gives it a thousand lines."""
    told = "if line[0] == '.': print('.', flush=True)"
    program = f"import sys\nkept = []\nfor line in sys.stdin:\n    {leak}\n    {told}"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", program], **pipes) as process:  # type: ignore[call-overload]

        def thousand() -> None:
            process.stdin.write("x\n" * 999 + ".\n")
            process.stdin.flush()
            assert process.stdout.readline() == ".\n"

        yield process.pid, thousand
        process.stdin.close()


@pytest.mark.parametrize(
    ("leak", "grows", "opens"),
    [
        ("kept[:] = [bytes(2_000)]", False, False),
        ("kept.append(bytes(2_000))", True, False),
        ("if line[0] == '.': kept.append(open('/dev/null'))", False, True),
    ],
)
def test_a_process_that_leaks_is_found_out(leak: str, grows: bool, opens: bool) -> None:
    with small(leak) as (pid, thousand):
        points = [Footprint.of(pid, 0)]
        for served in range(1_000, 51_000, 1_000):
            thousand()
            points.append(Footprint.of(pid, served))
    assert (leaked(points) > 0, opened(points) > MORE_OPEN) == (grows, opens)
