"""A circuit breaker for each endpoint: after failures in a row it gets one event at a time as a probe; no other
endpoint waits for it.

It opens after some failures in a row, of whichever events, and closes when an event is accepted. The row is shared by
all workers.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.messaging.outbox import LEASE, back_off
from app.platform.db import Base, ensure, now

FAILURES: Final = 5
"""Failures in a row after which an endpoint is paused."""
LONGEST_GAP: Final = 300
"""Seconds between two probes, at most; the first comes within 2."""


class WebhookPause(Base):
    """The open breaker of an endpoint: since when, why, after how many failed probes, when the next one is due.

    `probe` is the message that probes at present.
    """

    __tablename__ = "webhook_pauses"

    endpoint_id: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    since: Mapped[datetime]
    tries: Mapped[int]
    next_at: Mapped[datetime]
    probe: Mapped[int | None]


@dataclass(frozen=True)
class Standstill:
    """An endpoint is paused, or was: why, and for how many seconds."""

    endpoint_id: str
    reason: str
    seconds: float = 0.0
    is_over: bool = False


def room(session: Session, endpoint_id: str, most: int) -> int:
    """How many events may be posted to an endpoint, whose row is locked: if it is paused, one when a probe is due."""
    pause = session.get(WebhookPause, endpoint_id, populate_existing=True)
    if pause is None:
        return most
    return min(1, most) if pause.next_at <= now(session) else 0


def try_with(session: Session, endpoint_id: str, message: int) -> None:
    """If the endpoint is paused, record this message as the probe."""
    pause = session.get(WebhookPause, endpoint_id)
    if pause:
        pause.probe, pause.next_at = message, now(session) + LEASE


def record_failure(
    session: Session, endpoint_id: str, message: int, *, failures: int, reason: str
) -> Standstill | None:
    """Record a refused post to an endpoint, whose row is locked: the last of `failures` in a row. The pause, if one
    begins."""
    moment, pause = now(session), session.get(WebhookPause, endpoint_id, populate_existing=True)
    if pause is not None:
        if pause.probe == message:
            pause.reason, pause.probe, pause.tries = reason, None, pause.tries + 1
            pause.next_at = moment + back_off(pause.tries, LONGEST_GAP)
        return None
    if failures < FAILURES:
        return None
    gap = moment + back_off(1, LONGEST_GAP)
    ensure(
        session, WebhookPause, endpoint_id=endpoint_id, reason=reason, since=moment, tries=1, next_at=gap, probe=None
    )
    return Standstill(endpoint_id, reason)


def record_success(session: Session, endpoint_id: str) -> Standstill | None:
    """Record an accepted post to an endpoint, whose row is locked; the pause that ends with it, if any."""
    pause = session.get(WebhookPause, endpoint_id, populate_existing=True)
    if pause is None:
        return None
    session.delete(pause)
    return Standstill(endpoint_id, pause.reason, (now(session) - pause.since).total_seconds(), is_over=True)
