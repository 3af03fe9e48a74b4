"""A run of very many hops of the real mix: two webs behind nginx, a worker, PostgreSQL and Redis, as in production.

It counts only if the number of hops is the same as answered to the callers, as claimed by the webs and as counted in
the database. Times are those of the middle of the run, from the moment at which each request was due.
"""

import re
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import func, select

from app.domain.reporting.hop_counts import HopTime
from app.ussd.turn import BUSY, OUT_OF_TIME, RECEIVED, SORRY, UNCERTAIN
from app.worker.count_keeping import keep_counts
from tests.benchmarks import alerts, holders, mixed_visits, tasks
from tests.benchmarks.load import EXPECTED, LoadResult, crowd
from tests.benchmarks.processes import Program, cpu_of
from tests.benchmarks.serving import LANGO, Installation, Web, installed, web, worker
from tests.benchmarks.visits import HOME, KEY
from tests.faults.stores import OwnPostgres, OwnRedis, own_postgres, own_redis
from tests.proxies import nginx
from tests.servers import free_port
from tests.standin import Standin

CALLERS: Final = 64
TRIM: Final = 60.0
"""Seconds at both ends whose times are left out, because the mix is not steady there."""
WARM_UP: Final = 5.0
ALERTS_A_SECOND: Final = 2.0
FIRST: Final = 2_000_000
"""The number of the first person whom an agency records."""
TOKEN: Final = "the-token-of-a-run-that-gathers-metrics"
CLAIMED: Final = frozenset({"new", "go", "lost"})
"""The verdicts of the session store on a hop that is answered for the first time."""
ASKED_AGAIN: Final = (b"CON Account ****", b"CON Enter your 6-digit", b"CON Sign in: enter your ID")
"""Questions that cost the citizen an answer more and are no error: for a password, as its session was lost; for the ID
number, as the database was away at the dial and could not tell whose phone it is."""
UNKNOWN: Final = (HOME.decode(), f"{EXPECTED}{mixed_visits.OWN}: {mixed_visits.SIGNED_IN!r}")
"""Everybody's first screen, shown to a phone that is signed in, as the database was away at the dial. True, and of use;
counted as an error all the same, as the citizen did not get what was asked for."""
COUNTED: Final = re.compile(r'^lango_ussd_hops_total\{verdict="(\w+)"\} (\S+)$', re.MULTILINE)
REGRETS: Final = tuple(
    str(each).partition(" {")[0].encode() for each in (SORRY, RECEIVED, UNCERTAIN, BUSY, OUT_OF_TIME)
)
"""Answers that say that the request failed, or that its outcome is unknown."""


@dataclass
class Stage:
    """The running programs, into which faults are injected."""

    folder: Path
    place: Installation
    redis: OwnRedis
    postgres: OwnPostgres
    provider: Standin
    worker: Program
    ports: list[int]
    webs: list[ExitStack] = field(default_factory=list)
    running: list[Web] = field(default_factory=list)

    def start(self, number: int) -> None:
        """Start one of the webs."""
        settings = {"METRICS_TOKEN": TOKEN}
        began = self.webs[number].enter_context(web(self.place, LANGO, self.ports[number], **settings))
        self.running[number : number + 1] = [began]

    def stop(self, number: int) -> None:
        """Stop one of the webs, as a deploy does."""
        self.webs[number].close()

    def spent(self) -> dict[str, float]:
        """Seconds of processor time so far, by program."""
        nginx_pid = int((self.folder / "nginx.pid").read_text())
        return {
            "webs": sum(each.program.cpu() for each in self.running),
            "PostgreSQL": cpu_of(self.postgres.main()),
            "Redis": cpu_of(self.redis.pid),
            "nginx": cpu_of(nginx_pid),
            "worker": self.worker.cpu(),
        }


@dataclass(frozen=True)
class Run:
    """The results of a run."""

    load: LoadResult
    claimed: int
    counted: int
    cores: dict[str, float]
    """Processor cores used, by program; empty where faults ended programs during the run."""
    errors: int
    unknown: int
    """Those of the errors that are `UNKNOWN`."""
    asked_again: int
    wrong: list[str]
    alerts: tuple[int, int, int]
    """Recorded meanwhile; accepted by the provider; accepted twice."""
    faults: list[tuple[float, str]]
    """When each began, in seconds of the run, and what it was."""


@contextmanager
def stage(folder: Path) -> Iterator[tuple[Stage, int]]:
    """An installation as in production, and the port at which its proxy listens."""
    with ExitStack() as stack:
        postgres = stack.enter_context(own_postgres(folder))
        redis = stack.enter_context(own_redis(folder))
        place = stack.enter_context(installed(folder / "lango", postgres.url, f"unix://{redis.socket}"))
        provider = stack.enter_context(Standin())
        holders.open_accounts(place)
        program = stack.enter_context(worker(place, provider))
        at = Stage(folder, place, redis, postgres, provider, program, [free_port(), free_port()])
        for number in range(len(at.ports)):
            at.webs.append(stack.enter_context(ExitStack()))
            at.start(number)
        url = stack.enter_context(nginx(at.ports, folder))
        provider.reports(f"{url}/at/{KEY}/sms/reports")
        yield at, int(urlsplit(url).port or 0)


def run(folder: Path, *, hops: int, rate: float, fault: "Faults | None" = None) -> Run:
    """Run so many hops at a rate (hops a second), with or without faults."""
    with stage(folder) as (at, port), crowd() as callers:
        mix = mixed_visits.mix(tasks.number_of("Help", port))
        callers.call_mix(mix, port, callers=CALLERS, seconds=WARM_UP, rate=rate / 2)
        claimed, counted = _claimed(at), _counted(at)
        spent = at.spent()
        seconds = hops / rate
        clerk = Clerk(at, int(seconds * ALERTS_A_SECOND))
        clerk.start()
        with ThreadPoolExecutor(1) as saboteur:  # a program ends with the thread that started it
            done = saboteur.submit(fault.do, at, seconds) if fault else None
            trim = min(TRIM, seconds / 6)
            load = callers.call_mix(mix, port, callers=CALLERS, seconds=seconds, rate=rate, trim=trim)
            if done:
                done.result()
            cores = {} if fault else {name: (after - spent[name]) / seconds for name, after in at.spent().items()}
            clerk.join()
            claims = _claimed(at)
            sorts = Counter(kind_of(each) for each in load.wrong)
            return Run(
                load, claims - claimed, _counted(at) - counted, cores, sorts["error"] + sorts["unknown"],
                sorts["unknown"], sorts["asked again"],
                [each for each in load.wrong if kind_of(each) == "wrong"], clerk.told(), fault.done if fault else [],
            )  # fmt: skip


def kind_of(answer: str) -> str:
    """The kind of an unexpected answer: an error, a phone not known, a secret asked for again, or a wrong answer."""
    said = answer.partition(EXPECTED)[0].encode()
    if all(each in answer for each in UNKNOWN):
        return "unknown"
    if any(each in said for each in ASKED_AGAIN):
        return "asked again"
    is_error = not answer.startswith(("b'200", 'b"200')) or any(each in said for each in REGRETS)
    return "error" if is_error else "wrong"


def _claimed(at: Stage) -> int:
    """How many hops the webs have answered for the first time. All web processes share one folder of metrics."""
    request = urllib.request.Request(f"http://127.0.0.1:{at.ports[0]}/metrics")
    request.add_header("Authorization", f"Bearer {TOKEN}")
    with urllib.request.urlopen(request, timeout=30) as answer:
        told = COUNTED.findall(answer.read().decode())
    return round(sum(float(number) for verdict, number in told if verdict in CLAIMED))


def _counted(at: Stage) -> int:
    """How many hops the database has counted, after the counts that waited in Redis were moved there."""
    time.sleep(1)
    for _ in range(3):
        keep_counts(at.place.container)
    with at.place.container.database.reading() as session:
        return int(session.scalar(select(func.sum(HopTime.hops))) or 0)


class Clerk(threading.Thread):
    """An agency records applications all the while, so that the worker and the SMS provider have their work too."""

    def __init__(self, at: Stage, count: int) -> None:
        super().__init__()
        self._at, self._count = at, count
        self._commits: dict[str, datetime] | None = None

    def run(self) -> None:
        """Record them."""
        self._commits = alerts.record_all(self._at.place, self._count, ALERTS_A_SECOND, first=FIRST)

    def told(self) -> tuple[int, int, int]:
        """How many were committed, how many of their alerts were accepted, how many twice. Raises RuntimeError if the
        recording failed."""
        if self._commits is None:
            raise RuntimeError("the agency's recording broke off")
        alerts.drain(self._at.place, 200.0)
        never = alerts.waits_of(self._at.place, self._commits).count(inf)
        return len(self._commits), len(self._commits) - never, len(self._at.provider.duplicates())


class Faults:
    """Five faults that are injected into a run, at evenly spaced moments."""

    def __init__(self) -> None:
        self.done: list[tuple[float, str]] = []

    def do(self, at: Stage, seconds: float) -> None:
        """Inject all of them, within a run of so many seconds."""
        began = time.monotonic()
        steps = (
            ("Redis is killed and started again", self._kill_redis),
            ("the database is killed and started again", self._restart_database),
            ("the processes of a web are killed", self._kill_web),
            ("the SMS provider hangs", self._hang_provider),
            ("a deploy: each web is stopped and started", self._deploy),
        )
        for place, (name, fault) in enumerate(steps, 1):
            time.sleep(max(0.0, began + seconds * place / (len(steps) + 1) - time.monotonic()))
            self.done.append((time.monotonic() - began, name))
            fault(at)

    def _kill_redis(self, at: Stage) -> None:
        at.redis.kill()
        at.redis.start()

    def _restart_database(self, at: Stage) -> None:
        at.postgres.kill()
        at.postgres.start()

    def _kill_web(self, at: Stage) -> None:
        at.running[1].program.kill_children()

    def _hang_provider(self, at: Stage) -> None:
        at.provider.will("hang", 20.0, times=3)

    def _deploy(self, at: Stage) -> None:
        for number in range(len(at.ports)):
            at.stop(number)
            at.start(number)
