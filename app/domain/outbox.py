"""How the outbox is worked off so that nothing is lost and nothing is sent twice (design 5).

    PENDING -> LEASED -> ATTEMPTING -> ACCEPTED -> DELIVERED | FAILED | EXPIRED
                 |           |-> PENDING again (certainly not sent), FAILED (refused for good)
                 |           `-> UNKNOWN (it may have been sent) -> ACCEPTED by a report, or by the kind's policy
                 `-> PENDING again when its worker died: nothing had left

Every step is its own short transaction; none is open while the network is used. A step carries the epoch
of its claim, so that a worker that slept through its lease can change nothing.
"""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Update, and_, exists, func, not_, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.db import keys, now
from app.domain import reports
from app.domain.messages import Channel, Kind, Message, State

LEASE: Final = timedelta(seconds=30)
"""Longer than the longest attempt: connecting (3 s) and waiting for the answer (10 s)."""
WAIT_FOR_REPORT: Final = timedelta(seconds=120)
NO_REPORT: Final = timedelta(hours=72)
LONGEST_BACK_OFF: Final = 300
RESENT_ONCE: Final = (Kind.ALERT, Kind.RECEIPT, Kind.NOTICE)
"""An unknown outcome of these is sent once more; an OTP or a reply never: the citizen can ask again."""


@dataclass(frozen=True)
class Claimed:
    """A message that this worker, and no other, may send within its lease."""

    id: int
    epoch: int
    key: str
    channel: Channel
    kind: Kind
    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)


def claim(session: Session, most: int, *, quiet: bool) -> list[Claimed]:
    """Lease the next messages: OTPs and replies first, no alert before an older one to the same phone.

    `quiet` leaves the alerts for the morning.
    """
    due = and_(Message.state == State.PENDING, Message.next_at <= now(session), Message.not_after > now(session))
    kinds = [kind for kind in Kind if not (quiet and kind == Kind.ALERT)]
    found = session.scalars(
        select(Message)
        .where(due, Message.kind.in_(kinds), not_(_held_back()))
        .order_by(Message.priority, Message.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    for message in found:
        message.state = State.LEASED
        message.epoch += 1
        message.lease_until = now(session) + LEASE
    return [_opened(session, message) for message in found]


def attempting(session: Session, claimed: Claimed) -> bool:
    """Write down that the first byte is about to leave. False: the lease is not ours now, nothing may be sent."""
    moment = now(session)
    values = {"state": State.ATTEMPTING, "attempt": Message.attempt + 1, "attempted_at": moment}
    in_time = and_(Message.state == State.LEASED, Message.lease_until > moment + LEASE / 2)
    return _step(session, claimed, in_time, update(Message).values(values))


def accepted(session: Session, claimed: Claimed, *, provider_id: str | None, cost: str, parts: int) -> bool:
    """The provider took it, and said under which name; a report that came before this answer is applied now."""
    values = {
        "state": State.ACCEPTED,
        "provider_id": provider_id,
        "cost": cost,
        "parts": parts,
        "accepted_at": now(session),
        "last_error": None,
    }
    done = _step(session, claimed, _on_its_way(), update(Message).values(values))
    if done and provider_id:
        reports.apply_early_ones(session, provider_id)
    return done


def refused(session: Session, claimed: Claimed, *, reason: str, temporary: bool) -> bool:
    """The provider certainly did not take it: try again later, or give up."""
    if temporary:
        message = session.get_one(Message, claimed.id)
        wait = timedelta(seconds=_back_off(message.attempt))
        values = {"state": State.PENDING, "next_at": now(session) + wait, "last_error": reason}
    else:
        values = {"state": State.FAILED, "final_at": now(session), "last_error": reason}
    return _step(session, claimed, Message.state == State.ATTEMPTING, update(Message).values(values))


def unknown(session: Session, claimed: Claimed, *, reason: str) -> bool:
    """The answer never came: it may have been sent."""
    values = {"state": State.UNKNOWN, "unknown_since": now(session), "last_error": reason}
    done = _step(session, claimed, Message.state == State.ATTEMPTING, update(Message).values(values))
    if done:
        reports.resolve(session, session.get_one(Message, claimed.id))
    return done


def sweep(session: Session) -> None:
    """Put right what dead workers, silent providers and time have left behind. Several may run it at once."""
    moment = now(session)
    for message in _locked(session, Message.state == State.LEASED, Message.lease_until <= moment):
        message.state = State.PENDING
    for message in _locked(session, Message.state == State.ATTEMPTING, Message.lease_until <= moment):
        message.state, message.unknown_since = State.UNKNOWN, moment
        message.last_error = "its worker died while sending"
        session.flush()
        reports.resolve(session, message)
    for message in _locked(session, Message.state == State.UNKNOWN, Message.unknown_since <= moment - WAIT_FOR_REPORT):
        _settle_unknown(session, message)
    for message in _locked(session, Message.state == State.PENDING, Message.not_after <= moment):
        _end(session, message, State.EXPIRED, message.last_error or "its time was over before it could be sent")
    silent = and_(Message.channel == Channel.SMS, Message.accepted_at <= moment - NO_REPORT)
    for message in _locked(session, Message.state == State.ACCEPTED, silent):
        _end(session, message, State.EXPIRED, "no delivery report in 72 hours")


@dataclass(frozen=True)
class Summary:
    """How the outbox stands: messages by state, and how long the one most overdue has waited, in seconds."""

    counts: dict[State, int]
    oldest_seconds: float


def summary(session: Session, *, quiet: bool = False) -> Summary:
    """How the outbox stands; `quiet`: alerts wait for the morning and are not overdue."""
    rows = session.execute(select(Message.state, func.count()).group_by(Message.state)).all()
    kinds = [kind for kind in Kind if not (quiet and kind == Kind.ALERT)]
    due = select(func.min(Message.next_at)).where(Message.state == State.PENDING, Message.kind.in_(kinds))
    oldest = session.scalar(due)
    waited = (now(session) - oldest).total_seconds() if oldest else 0.0
    found: dict[State, int] = {row[0]: row[1] for row in rows}
    return Summary({state: found.get(state, 0) for state in State}, max(0.0, waited))


def _settle_unknown(session: Session, message: Message) -> None:
    if message.kind not in RESENT_ONCE:
        _end(session, message, State.EXPIRED, "outcome unknown; not sent again")
    elif message.resends:
        _end(session, message, State.FAILED, "outcome unknown twice")
    else:
        message.state, message.resends = State.PENDING, 1
        message.next_at, message.unknown_since = now(session), None


def _end(session: Session, message: Message, state: State, reason: str) -> None:
    message.state, message.final_at, message.last_error = state, now(session), reason


def _held_back() -> ColumnElement[bool]:
    """An alert waits until every older alert to the same recipient is settled."""
    older = aliased(Message)
    unsettled = (State.PENDING, State.LEASED, State.ATTEMPTING, State.UNKNOWN)
    waits_for = (
        exists()
        .where(older.recipient == Message.recipient, older.channel == Message.channel, older.id < Message.id)
        .where(older.kind == Kind.ALERT, older.state.in_(unsettled))
    )
    return and_(Message.kind == Kind.ALERT, waits_for)


def _on_its_way() -> ColumnElement[bool]:
    return or_(Message.state == State.ATTEMPTING, Message.state == State.UNKNOWN)


def _step(session: Session, claimed: Claimed, where: ColumnElement[bool], change: Update) -> bool:
    mine = and_(Message.id == claimed.id, Message.epoch == claimed.epoch)
    result = session.execute(change.where(mine, where).execution_options(synchronize_session=False))
    session.expire_all()
    return bool(result.rowcount)  # type: ignore[attr-defined]


def _locked(session: Session, *where: ColumnElement[bool]) -> list[Message]:
    query = select(Message).where(*where).order_by(Message.id).limit(500).with_for_update(skip_locked=True)
    return list(session.scalars(query))


def _back_off(attempt: int) -> float:
    """Seconds until the next attempt: 1, 2, 4 ... 300, spread by half so that not all come at once."""
    longest = float(min(LONGEST_BACK_OFF, 2 ** min(20, attempt - 1)))
    return longest * random.uniform(0.5, 1)


def _opened(session: Session, message: Message) -> Claimed:
    ring = keys(session)
    subject = message.subject_sealed
    return Claimed(
        id=message.id,
        epoch=message.epoch,
        key=message.key,
        channel=message.channel,
        kind=message.kind,
        address=ring.open_text(message.address_sealed, message.sealed_at("address")),
        subject=ring.open_text(subject, message.sealed_at("subject")) if subject else "",
        body=ring.open_text(message.body_sealed, message.sealed_at("body")),
    )
