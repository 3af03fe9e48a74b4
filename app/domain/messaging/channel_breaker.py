"""A circuit breaker for each channel, open while any message would be refused: an empty account, a wrong key, no
network.

While it is open, one message at a time probes the channel: after 1 s, then with exponential back-off up to 30 s. When
one is accepted, all are sent again. The row is shared by all workers; attempts do not count meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.messaging.messages import Channel, Message
from app.platform.db import Base, ensure, now

LONGEST_GAP: Final = 30
"""Seconds between two probes, at most; the first comes after 1, so that a short fault costs no more."""
ANSWER: Final = timedelta(seconds=30)
"""For how long the outcome of a probe is waited for before another message may probe: its lease."""


class Pause(Base):
    """The open breaker of a channel: since when, why, after how many failed probes, when the next one is due.

    `probe` is the message that probes at present.
    """

    __tablename__ = "pauses"

    channel: Mapped[Channel] = mapped_column(primary_key=True)
    reason: Mapped[str]
    since: Mapped[datetime]
    tries: Mapped[int]
    next_at: Mapped[datetime]
    probe: Mapped[int | None]


@dataclass(frozen=True)
class OpenBreaker:
    """Why a channel is paused, and for how many seconds already; or was, when it `is_over`."""

    reason: str
    seconds: float = 0.0
    is_over: bool = False


def open_breakers(session: Session) -> dict[Channel, OpenBreaker]:
    """The channels that are paused."""
    moment = now(session)
    found = session.scalars(select(Pause))
    return {each.channel: OpenBreaker(each.reason, (moment - each.since).total_seconds()) for each in found}


def room(session: Session, channel: Channel, most: int) -> int:
    """How many messages a channel may send: all if it is not paused, one if a probe is due, else none."""
    pause = _of(session, channel)
    if pause is None:
        return most
    return min(1, most) if pause.next_at <= now(session) else 0


def try_with(session: Session, channel: Channel, message: int) -> None:
    """If the channel is paused, record this message as the probe."""
    pause = _of(session, channel)
    if pause:
        pause.probe, pause.next_at = message, now(session) + ANSWER


def open_breaker(session: Session, message: Message, reason: str) -> bool:
    """Record a refusal that any other message would have met too. True when the channel was not paused before."""
    moment = now(session)
    is_new = ensure(
        session,
        Pause,
        channel=message.channel,
        reason=reason,
        since=moment,
        tries=0,
        next_at=moment + _gap(0),
        probe=None,
    )
    pause = _of(session, message.channel)
    if pause and pause.probe == message.id:
        pause.reason, pause.probe, pause.tries = reason, None, pause.tries + 1
        pause.next_at = moment + _gap(pause.tries)
    return is_new


def record_attempt(session: Session, message: Message, *, went: bool) -> OpenBreaker | None:
    """Record any other outcome of a message: it `went`, or was refused for a reason of its own.

    Returns the breaker that this closes, if any.
    """
    pause = _of(session, message.channel)
    if pause is None or pause.probe != message.id:
        return None
    if not went:
        pause.probe, pause.next_at = None, now(session)
        return None
    session.delete(pause)
    return OpenBreaker(pause.reason, (now(session) - pause.since).total_seconds(), is_over=True)


def why(session: Session, channel: Channel) -> str | None:
    """Why a channel is paused, if it is."""
    return session.scalar(select(Pause.reason).where(Pause.channel == channel))


def _of(session: Session, channel: Channel) -> Pause | None:
    return session.get(Pause, channel, with_for_update=True, populate_existing=True)


def _gap(tries: int) -> timedelta:
    return timedelta(seconds=min(LONGEST_GAP, 2 ** min(tries, 9)))
