"""Alerts of applications that an agency records at a steady rate, sent by the real worker to a slow provider."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from math import inf

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.catalogue.models import Service
from app.domain.messaging.messages import Message
from app.domain.shared.persons import AccountType
from app.platform.db import utc_now
from tests.benchmarks.processes import Program
from tests.benchmarks.serving import Installation, worker
from tests.standin import Standin

RATE = 50
"""Applications a second, each with one alert."""
CLERKS = 4
"""Threads that record them at the same time."""
ANSWER = 0.2
"""Seconds that the provider takes over a message."""
SOON = 5.0
"""Seconds after its commit within which the provider should have accepted an alert (interface: bars)."""
PATIENCE = 20.0
"""Seconds to wait after the last alert; an alert that is not accepted by then counts as never accepted."""


@dataclass(frozen=True)
class Sent:
    """The results of the alerts of one run."""

    a_second: float
    waits: list[float]
    """Seconds from each alert's commit to its acceptance, the shortest first; infinite for one not accepted."""
    twice: int

    @property
    def soon(self) -> float:
        """The share that was accepted soon enough."""
        return sum(wait <= SOON for wait in self.waits) / len(self.waits)

    @property
    def never(self) -> int:
        """How many were not accepted at all."""
        return self.waits.count(inf)


def send(place: Installation, count: int, rate: float = RATE, workers: int = 1) -> Sent:
    """Record so many applications at a rate (a second), and follow their alerts."""
    with Standin() as provider:
        provider.will("hang", ANSWER, times=None)
        record_all(place, 1)  # its acceptance shows that a worker runs
        with _workers(place, provider, workers) as program:
            program.attend(lambda: bool(provider.accepted))
            drain(place)
            began = time.monotonic()
            commits = record_all(place, count, rate)
            a_second = len(commits) / (time.monotonic() - began)
            drain(place)
        return Sent(a_second, waits_of(place, commits), len(provider.duplicates()))


@contextmanager
def _workers(place: Installation, provider: Standin, count: int) -> Iterator[Program]:
    """So many workers; the last one that was started."""
    with ExitStack() as stack:
        for number in range(count):
            program = stack.enter_context(worker(place, provider, f"worker-{number}"))
        yield program


def drain_rate(place: Installation, count: int, workers: int) -> float:
    """How many waiting alerts a second so many workers send, to a provider that answers at once."""
    record_all(place, count, rate=inf)
    with Standin() as provider, _workers(place, provider, workers) as program:
        program.attend(lambda: bool(provider.accepted))
        began, before = time.monotonic(), len(provider.accepted)
        if not drain(place, 300.0):
            raise RuntimeError("alerts were not accepted within five minutes")
        return (len(provider.accepted) - before) / (time.monotonic() - began)


def record_all(place: Installation, count: int, rate: float = RATE, *, first: int = 0) -> dict[str, datetime]:
    """Record so many applications, each when it is due: the keys of their alerts, and when they were committed."""
    commits: dict[str, datetime] = {}

    def record(number: int) -> None:
        # where the database was too busy, or away, nothing was committed, and nothing is to be sent
        with suppress(SQLAlchemyError):
            commits[_record(place, first + number)] = utc_now()

    began, recorded = time.monotonic(), []
    with ThreadPoolExecutor(CLERKS) as clerks:
        for number in range(count):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            recorded.append(clerks.submit(record, number))
    for each in recorded:
        each.result()
    return commits


def _record(place: Installation, number: int) -> str:
    """Record an application; the key of its alert."""
    applicant = Applicant(AccountType.CITIZEN, f"3{number:07d}", f"+2547{number:08d}")
    with place.container.database.transaction() as session:
        service = session.get_one(Service, "passport-new-34")
        made = transitions.record_application(
            session, service, applicant, actor="bench", contacts=place.container.contacts
        )
    return f"alert:{made.reference}:1:sms"


def waits_of(place: Installation, commits: dict[str, datetime]) -> list[float]:
    """Seconds from each commit to its alert's acceptance, the shortest first; infinite for one not accepted."""
    with place.container.database.reading() as session:
        accepted = {row.key: row.accepted_at for row in session.execute(select(Message.key, Message.accepted_at))}
    return sorted((accepted[key] - commit).total_seconds() if accepted[key] else inf for key, commit in commits.items())


def drain(place: Installation, patience: float = PATIENCE) -> bool:
    """Wait until every message is accepted or the time is over; whether all are accepted."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        with place.container.database.reading() as session:
            if session.scalar(select(Message.id).where(Message.accepted_at.is_(None)).limit(1)) is None:
                return True
        time.sleep(0.1)
    return False
