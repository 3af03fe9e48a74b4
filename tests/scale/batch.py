"""A batch of 10,000 changes, whose alerts go out at the provider's pace while citizens ask for a status by SMS."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Final

from flask.testing import FlaskClient
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.domain.messaging.messages import Message, MessageKind
from tests.benchmarks import agency_lists, alerts, visits
from tests.benchmarks.agency_lists import BATCH
from tests.benchmarks.report import Row
from tests.benchmarks.serving import Installation, worker
from tests.conftest import CALLBACK_KEY
from tests.outgoing import phone
from tests.standin import Standin

CHANGES: Final = 10_000
PACE: Final = 100
"""SMS a second that the provider takes."""
FIRST_CITIZEN: Final = 70_000_000
PATIENCE: Final = 10.0
"""How many times as long as the provider's pace allows the delivery may take, before it is given up."""


@dataclass(frozen=True)
class Delivered:
    """What became of the batch. Times are in seconds."""

    changed: int
    posting: float
    sending: float
    alerts: int
    replies: list[float]
    """From each reply's commit to its acceptance, the shortest first; infinite for one not accepted."""
    twice: int


def deliver(place: Installation) -> Delivered:
    """Record the applications, change each, and deliver the alerts at PACE; a citizen asks every second."""
    recorded = alerts.record_all(place, CHANGES, rate=inf)
    with Standin() as provider, worker(place, provider):
        if not alerts.drain(place, 300.0):
            raise RuntimeError("the alerts of the recording were not accepted within five minutes")
    client = create_app(place.container).test_client()
    key, references = agency_lists.issue_key(place.container, ()), [each.split(":")[1] for each in recorded]
    began = time.monotonic()
    changed = sum(
        agency_lists.move_all(client, key, each)
        for each in (references[at : at + BATCH] for at in range(0, CHANGES, BATCH))
    )
    posting = time.monotonic() - began
    with Standin() as provider, worker(place, provider, "paced", AT_SMS_PER_SECOND=str(PACE)) as program:
        program.attend(lambda: bool(provider.accepted))
        began, asked = time.monotonic(), 0
        while not alerts.drain(place, 1.0) and time.monotonic() - began < PATIENCE * CHANGES / PACE:
            _ask(client, asked)
            asked += 1
        sending, accepted = time.monotonic() - began, len(provider.accepted)
    return Delivered(changed, posting, sending, accepted - asked, _replies(place), len(provider.duplicates()))


def rows(came: Delivered) -> Iterator[Row]:
    """The rows of the page."""
    yield Row(f"{CHANGES:,} changes, {BATCH:,} in a request of the API", f"{came.changed:,} in {came.posting:.0f} s")
    pace = came.alerts / came.sending
    told = f"{came.alerts:,} in {came.sending:.0f} s, {pace:.0f} a second, {came.twice} twice"
    yield Row(f"their alerts, by one worker at a pace of {PACE} SMS a second", told, "none twice", came.twice == 0)
    replies = came.replies
    told = f"{len(replies)}: p50 {median(replies):.1f} s, at most {replies[-1]:.1f} s"
    soon = replies[-1] <= alerts.SOON
    yield Row("replies to citizens meanwhile, commit to accepted", told, f"<= {alerts.SOON:.0f} s", soon)


def _ask(client: FlaskClient, number: int) -> None:
    """A citizen texts a reference."""
    form = {"id": f"batch-{number}", "from": phone(FIRST_CITIZEN + number), "to": "22222", "text": visits.REFERENCE}
    answer = client.post(f"/at/{CALLBACK_KEY}/sms", data=form | {"date": "2026-11-23 09:00:00"})
    if answer.status_code != 200:
        raise RuntimeError(f"an SMS was answered with {answer.status_code}")


def _replies(place: Installation) -> list[float]:
    times = select(Message.created_at, Message.accepted_at).where(Message.kind == MessageKind.REPLY)
    with place.container.database.reading() as session:
        found = session.execute(times).all()
    return sorted((accepted - made).total_seconds() if accepted else inf for made, accepted in found)
