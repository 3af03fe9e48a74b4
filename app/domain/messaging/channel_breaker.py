"""A channel stands still while whatever is sent by it would be refused: an empty account, a wrong key, no way there.

One message at a time tries whether it goes again, seldom at first refusal and then every 30 s; when one is taken, all
go. The row is shared by all workers, and no message's attempts are counted meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.messaging.messages import Channel, Message
from app.platform.db import Base, ensure, now

LONGEST_GAP: Final = 30
"""Seconds between two tries, at most; the first comes after 1, and a blip costs no more."""
ANSWER: Final = timedelta(seconds=30)
"""For how long the message that tries is waited for before another may: its lease."""


class Pause(Base):
    """That a channel stands still: since when, why, after how many tries in vain, when the next one is due.

    `probe` is the message that tries at present.
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
    """Why a channel stands still, and for how many seconds already; or did, when it `is_over`."""

    reason: str
    seconds: float = 0.0
    is_over: bool = False


def open_breakers(session: Session) -> dict[Channel, OpenBreaker]:
    """The channels that stand still."""
    moment = now(session)
    found = session.scalars(select(Pause))
    return {each.channel: OpenBreaker(each.reason, (moment - each.since).total_seconds()) for each in found}


def room(session: Session, channel: Channel, most: int) -> int:
    """How many messages may leave by a channel: of a standing one, one to try it when that is due, else none."""
    pause = _of(session, channel)
    if pause is None:
        return most
    return min(1, most) if pause.next_at <= now(session) else 0


def try_with(session: Session, channel: Channel, message: int) -> None:
    """If the channel stands still, this message is the one that tries it."""
    pause = _of(session, channel)
    if pause:
        pause.probe, pause.next_at = message, now(session) + ANSWER


def open_breaker(session: Session, message: Message, reason: str) -> bool:
    """A message was refused as any other would be. True when its channel did not stand still before."""
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
    """The message came to another end than `begin`: it `went`, or was refused for a reason of its own.

    What had stood still, if it goes again now.
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
    """Why a channel stands still, if it does."""
    return session.scalar(select(Pause.reason).where(Pause.channel == channel))


def _of(session: Session, channel: Channel) -> Pause | None:
    return session.get(Pause, channel, with_for_update=True, populate_existing=True)


def _gap(tries: int) -> timedelta:
    return timedelta(seconds=min(LONGEST_GAP, 2 ** min(tries, 9)))
