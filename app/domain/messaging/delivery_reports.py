"""Delivery reports (DLR) on SMS. They come early, late, twice and out of order; a state never goes back (source 8).

Every report is stored, and a message's state is always computed from all reports under its provider id, so the order of
arrival does not matter. A report may come before the provider's response; and when that response was lost, only the
report shows that the message was sent, and under which id.

A name or a phone is locked against other reports and outcomes of the same: otherwise the response that gives a message
its provider id (or that it was lost) and the report could come at the same moment and miss each other. Lock order: a
name before a phone, both before any row.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import LargeBinary, UniqueConstraint, exists, false, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from app.domain.messaging.messages import REPORTS_COME, Message, MessageState
from app.domain.shared.blind_indexes import of
from app.domain.subscribers.phones import phone_index, set_alerts
from app.platform.database.named_lock import lock_name
from app.platform.db import Base, ensure, now

RANK: Final = {
    "sent": 1,
    "submitted": 2,
    "buffered": 3,
    "absent": 4,
    "expired": 5,
    "rejected": 6,
    "failed": 7,
    "delivered": 8,
}
"""The rank of each report, whatever the order of arrival: "delivered" outranks every failure, and a failure outranks
what is not final. An unknown word is stored and has no rank."""
FINAL: Final = {
    "absent": MessageState.FAILED,
    "expired": MessageState.EXPIRED,
    "rejected": MessageState.FAILED,
    "failed": MessageState.FAILED,
    "delivered": MessageState.DELIVERED,
}
OPTED_OUT: Final = "UserInBlacklist"
SKEW: Final = timedelta(minutes=1)
"""By how much the clocks of two machines may differ: no report is older than the sending of its message."""
PROMPT: Final = timedelta(minutes=10)
"""A report comes within this time, unless the phone is off or out of reach."""


class DeliveryReport(Base):
    """One report as it came: the provider's id of the message, and the status. The phone only as an index.

    `is_nobodys`: it is never matched to a message: it may be about two, or about an earlier attempt.
    """

    __tablename__ = "delivery_reports"
    __table_args__ = (UniqueConstraint("provider_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[str]
    status: Mapped[str]
    failure: Mapped[str]
    phone: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    at: Mapped[datetime] = mapped_column(index=True)
    is_nobodys: Mapped[bool] = mapped_column(default=False, server_default=false())


def receive(
    session: Session,
    *,
    provider_id: str,
    status: str,
    failure: str,
    phone: str | None,
    at: datetime | None = None,
) -> None:
    """Store a report and apply it, to the message with its provider id or to the one message that it can be about.

    `at` is when it came, if that was not now.
    """
    lock_name(session, "name", provider_id)
    recipient = phone_index(session, phone) if phone else None
    if recipient:
        lock_name(session, "phone", recipient.hex())
    ensure(
        session,
        DeliveryReport,
        provider_id=provider_id,
        status=status,
        failure=failure,
        phone=recipient,
        at=at or now(session),
    )
    if phone and failure == OPTED_OUT:
        set_alerts(session, phone, wanted=False)
    if recipient and not _named(session, provider_id):
        resolve(session, recipient)
    message = _named(session, provider_id)
    if message:
        apply(session, message)


def apply(session: Session, message: Message) -> None:
    """Set a message's state from the report of the highest rank."""
    kept = session.scalars(
        select(DeliveryReport).where(DeliveryReport.provider_id == message.provider_id).order_by(DeliveryReport.id)
    )
    best = max(kept, key=lambda report: RANK.get(report.status, 0), default=None)
    if best is None or best.status not in RANK:
        return
    message.report = best.status
    state = FINAL.get(best.status)
    if state is not None and state != message.state:
        reason = None if state == MessageState.DELIVERED else (best.failure or best.status)
        message.settle(state, reason, now(session))


def resolve(session: Session, recipient: bytes) -> None:
    """Match reports without a message to the messages of this phone whose responses were lost.

    A report is matched to the one message that it can be about. One that could be about two is never matched: the wrong
    one would count as delivered. A message that was given up, and sent more than `PROMPT` before, counts only where
    there is no other. While a message is on its way, the reports wait: they may be about that one.
    """
    strays = _find_strays(session, recipient)
    if not strays or any(message.state == MessageState.ATTEMPTING for message in strays):
        return
    nobodys = []
    for name, at in _find_nameless(session, recipient):
        likely = [message for message in strays if message.unknowns and _may_be_of(message, at)]
        likely = [message for message in likely if _is_open(message, at)] or likely
        if len(likely) > 1 or (likely and not _give(session, name, likely[0])):
            nobodys.append(name)
    if nobodys:
        told = DeliveryReport.provider_id.in_(nobodys)
        session.execute(update(DeliveryReport).where(told).values(is_nobodys=True))


def _find_strays(session: Session, recipient: bytes) -> list[Message]:
    """The messages to this phone that were sent without a known outcome, that are on their way now, or that were sent
    again while a report on the first attempt may still come."""
    left = or_(Message.state == MessageState.ATTEMPTING, Message.unknowns > 0)
    found = session.scalars(
        select(Message)
        .where(Message.recipient == recipient, left, Message.attempted_at > now(session) - REPORTS_COME)
        .order_by(Message.id)
        .execution_options(populate_existing=True)
    )
    return list(found)


def _find_nameless(session: Session, recipient: bytes) -> list[tuple[str, datetime]]:
    """The provider ids in reports on this phone that no message has but one may still get, and when each came."""
    named = exists().where(Message.provider_id == DeliveryReport.provider_id)
    other = aliased(DeliveryReport)
    nobodys = exists().where(other.provider_id == DeliveryReport.provider_id, other.is_nobodys)
    first, late = func.min(DeliveryReport.at), DeliveryReport.at > now(session) - REPORTS_COME - SKEW
    query = select(DeliveryReport.provider_id, first).group_by(DeliveryReport.provider_id)
    rows = session.execute(query.where(DeliveryReport.phone == recipient, late, ~named, ~nobodys).order_by(first))
    return [(name, at) for name, at in rows]


def _may_be_of(message: Message, at: datetime) -> bool:
    return message.attempted_at is not None and message.attempted_at - SKEW <= at


def _is_open(message: Message, at: datetime) -> bool:
    """Whether a report of this moment is more likely about this message than about one given up long before."""
    waits = message.provider_id is None and message.final_at is None
    return waits or (message.attempted_at is not None and at - message.attempted_at < PROMPT)


def _give(session: Session, name: str, message: Message) -> bool:
    """Match a report to this message: one attempt went through. False: a later attempt has a provider id already, so
    this one is matched to no message."""
    locked = select(Message).where(Message.id == message.id).with_for_update()
    mine = session.scalar(locked.execution_options(populate_existing=True))
    if mine is None or not mine.unknowns or mine.state == MessageState.ATTEMPTING:
        return True
    mine.unknowns -= 1
    if mine.provider_id is not None:
        return False
    mine.accept(name, now(session))
    session.flush()
    apply(session, mine)
    return True


def _named(session: Session, provider_id: str) -> Message | None:
    return session.scalar(select(Message).where(Message.provider_id == provider_id).with_for_update())
