"""Alerts: recorded by an agency at a steady rate, sent by the real worker to a provider that takes its time."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import inf

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.catalogue.models import Service
from app.domain.messaging.messages import Message
from app.domain.shared.persons import AccountType
from app.platform.db import utc_now
from tests.benchmarks.serving import Installation, worker
from tests.standin import Standin

RATE = 50
"""Applications a second, each with one alert."""
CLERKS = 4
"""Who record them at the same time."""
ANSWER = 0.2
"""Seconds that the provider takes over a message."""
SOON = 5.0
"""Seconds after its commit within which the provider should have accepted an alert (interface: bars)."""
PATIENCE = 20.0
"""Seconds after the last alert; what has not been accepted then is counted as late."""


@dataclass(frozen=True)
class Sent:
    """What became of the alerts."""

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


def send(place: Installation, count: int) -> Sent:
    """Record so many applications, and follow their alerts."""
    with Standin() as provider:
        provider.will("hang", ANSWER, times=None)
        settings = {"AT_USERNAME": "lango", "AT_API_KEY": provider.api_key, "AT_BASE_URL": provider.url}
        with worker(place, **settings) as program:
            program.attend(lambda: bool(provider.accepted))
            _drain(place)
            began = time.monotonic()
            commits = _record_all(place, count)
            a_second = len(commits) / (time.monotonic() - began)
            _drain(place)
        return Sent(a_second, _waits(place, commits), len(provider.duplicates()))


def _record_all(place: Installation, count: int) -> dict[str, datetime]:
    """Record so many applications, each when it is due: the keys of their alerts, and when they were committed."""
    commits: dict[str, datetime] = {}

    def record(number: int) -> None:
        with suppress(OperationalError):  # the database was too busy: nothing was committed, nothing is to be sent
            commits[_record(place, number)] = utc_now()

    began, recorded = time.monotonic(), []
    with ThreadPoolExecutor(CLERKS) as clerks:
        for number in range(count):
            time.sleep(max(0.0, began + number / RATE - time.monotonic()))
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


def _waits(place: Installation, commits: dict[str, datetime]) -> list[float]:
    with place.container.database.reading() as session:
        accepted = {row.key: row.accepted_at for row in session.execute(select(Message.key, Message.accepted_at))}
    return sorted((accepted[key] - commit).total_seconds() if accepted[key] else inf for key, commit in commits.items())


def _drain(place: Installation) -> None:
    """Wait until every message has been accepted, but not for ever."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with place.container.database.reading() as session:
            if session.scalar(select(Message.id).where(Message.accepted_at.is_(None)).limit(1)) is None:
                return
        time.sleep(0.1)
