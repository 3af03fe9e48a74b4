"""Delivery reports: what became of an SMS. They come early, late, twice and out of order, never backwards (source 8).

Every report is kept, and what a message is told by is always the whole of what was kept under its name, so that
the order of coming cannot matter. A report may be quicker than the provider's own answer; and when that answer was
lost, the report is the only thing that tells that the message went out, and under which name.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import LargeBinary, UniqueConstraint, exists, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.messaging.messages import REPORTS_COME, Message, MessageState
from app.domain.shared.blind_indexes import of
from app.domain.subscribers.phones import phone_index, set_alerts
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
"""Which report outweighs which, whatever their order: a handset that has the message has it, and a failure
outweighs what is not final. An unknown word is kept and outweighs nothing."""
FINAL: Final = {
    "absent": MessageState.FAILED,
    "expired": MessageState.EXPIRED,
    "rejected": MessageState.FAILED,
    "failed": MessageState.FAILED,
    "delivered": MessageState.DELIVERED,
}
OPTED_OUT: Final = "UserInBlacklist"
SKEW: Final = timedelta(minutes=1)
"""By how much the clocks of two machines may differ: a report is never from before its message was sent."""


class DeliveryReport(Base):
    """One report as it came: the provider's name for the message, and what it says. The phone only as an index."""

    __tablename__ = "delivery_reports"
    __table_args__ = (UniqueConstraint("provider_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[str]
    status: Mapped[str]
    failure: Mapped[str]
    phone: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    at: Mapped[datetime] = mapped_column(index=True)


def receive(
    session: Session,
    *,
    provider_id: str,
    status: str,
    failure: str,
    phone: str | None,
    at: datetime | None = None,
) -> None:
    """Keep a report and apply it, to the message of that name or to the one message it can be about.

    `at` is when it came, if that was not now.
    """
    hold(session, "name", provider_id)
    recipient = phone_index(session, phone) if phone else None
    if recipient:
        hold(session, "phone", recipient.hex())
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


def hold(session: Session, what: str, name: str) -> None:
    """Until this transaction ends, let no other one bring a report, or an outcome, of the same name or phone.

    Otherwise the answer that names a message (or that it was lost) and its report could come at the same moment and
    miss each other. A name is held before a phone, and both before any row. On SQLite there is one writing
    transaction at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{what} {name}", 0))))


def apply(session: Session, message: Message) -> None:
    """Let the weightiest of a message's reports say how it stands."""
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
    """Give a report that no message has the name of to the one message of this phone whose answer was lost.

    Nothing happens when there is no such message or report, or a doubt about which message it is.
    """
    message = _in_doubt(session, recipient)
    name = _nameless(session, message) if message else None
    if message is None or name is None:
        return
    unnamed = select(Message).where(Message.id == message.id, Message.provider_id.is_(None))
    mine = session.scalar(unnamed.with_for_update().execution_options(populate_existing=True))
    if mine:
        mine.accept(name, now(session))
        session.flush()
        apply(session, mine)


def _in_doubt(session: Session, recipient: bytes) -> Message | None:
    """The one message to this phone that left and of which nothing was heard; None when there is none, or two.

    A message that can still be sent again comes before those that were given up. While another is on its way,
    a report may be about that one.
    """
    left = or_(Message.state == MessageState.ATTEMPTING, Message.unknowns > 0)
    found = session.scalars(
        select(Message)
        .where(Message.recipient == recipient, Message.provider_id.is_(None), left)
        .where(Message.attempted_at > now(session) - REPORTS_COME)
    ).all()
    if any(message.state == MessageState.ATTEMPTING for message in found):
        return None
    candidates = [message for message in found if message.final_at is None] or found
    return candidates[0] if len(candidates) == 1 else None


def _nameless(session: Session, message: Message) -> str | None:
    """The name in a report on this phone, come since the message left, that is no message's name."""
    assert message.attempted_at is not None, "a message in doubt has left"  # noqa: S101
    taken = exists().where(Message.provider_id == DeliveryReport.provider_id)
    return session.scalar(
        select(DeliveryReport.provider_id)
        .where(DeliveryReport.phone == message.recipient, DeliveryReport.at >= message.attempted_at - SKEW)
        .where(~taken)
        .order_by(DeliveryReport.id)
        .limit(1)
    )


def _named(session: Session, provider_id: str) -> Message | None:
    return session.scalar(select(Message).where(Message.provider_id == provider_id).with_for_update())
