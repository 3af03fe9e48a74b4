"""Alerts: recorded by an agency at a steady rate, sent by the real worker to a provider that takes its time."""

import time
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.db import utc_now
from app.domain import casework
from app.domain.applications import AccountType, Applicant
from app.domain.catalogue import Service
from app.domain.messages import Message
from tests.benchmarks.serving import Installation, worker
from tests.standin import Standin

RATE = 50
"""Applications a second, each with one alert."""
ANSWER = 0.2
"""Seconds that the provider takes over a message."""
SOON = 5.0
"""Seconds after its commit within which the provider should have accepted an alert (design 8)."""
PATIENCE = 60.0


@dataclass(frozen=True)
class Sent:
    """What became of the alerts; the waits are the seconds from an alert's commit to its acceptance."""

    queued: int
    a_second: float
    waits: list[float]
    twice: int

    @property
    def soon(self) -> float:
        """The share of all that was accepted soon enough."""
        return sum(wait <= SOON for wait in self.waits) / self.queued


def send(place: Installation, count: int) -> Sent:
    """Record so many applications, and follow their alerts. Raises AssertionError when some never arrive."""
    with Standin() as provider:
        provider.will("hang", ANSWER, times=None)
        settings = {"AT_USERNAME": "lango", "AT_API_KEY": provider.api_key, "AT_BASE_URL": provider.url}
        with worker(place, **settings) as program:
            program.attend(lambda: not _waiting(place))
            before, began = len(provider.accepted), time.monotonic()
            commits = dict(_record(place, number, due=began + number / RATE) for number in range(count))
            a_second = count / (time.monotonic() - began)
            provider.wait_for(before + count, seconds=PATIENCE)
            program.attend(lambda: not _waiting(place))
        return Sent(count, a_second, _waits(place, commits), len(provider.duplicates()))


def _record(place: Installation, number: int, *, due: float) -> tuple[str, datetime]:
    """Record an application when it is due: its alert's key, and when it was committed."""
    time.sleep(max(0.0, due - time.monotonic()))
    applicant = Applicant(AccountType.CITIZEN, f"3{number:07d}", f"+2547{number:08d}")
    with place.house.database.transaction() as session:
        service = session.get_one(Service, "passport-new-34")
        made = casework.record(session, service, applicant, actor="bench", contacts=place.house.contacts)
    return f"alert:{made.reference}:1:sms", utc_now()


def _waits(place: Installation, commits: dict[str, datetime]) -> list[float]:
    with place.house.database.reading() as session:
        rows = session.execute(select(Message.key, Message.accepted_at))
        return [(at - commits[key]).total_seconds() for key, at in rows if key in commits and at]


def _waiting(place: Installation) -> bool:
    """Whether any message has not been accepted yet."""
    with place.house.database.reading() as session:
        return session.scalar(select(Message.id).where(Message.accepted_at.is_(None)).limit(1)) is not None
