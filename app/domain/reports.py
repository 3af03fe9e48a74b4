"""Delivery reports: what became of an SMS. They come early, late, twice and out of order, and never go backwards.

A report is kept even when its message is not known yet: it may be quicker than the provider's own answer,
and it may be the only thing that ever tells what became of a message whose answer was lost.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import LargeBinary, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, ensure, now
from app.domain.messages import Channel, Message, State
from app.domain.phones import phone_index, set_alerts

DELIVERED: Final = "delivered"
RANK: Final = {
    "sent": 1,
    "submitted": 2,
    "buffered": 3,
    "absent": 4,
    "expired": 5,
    "rejected": 6,
    "failed": 7,
    DELIVERED: 8,
}
"""Which report outweighs which, whatever their order: a handset that has the message has it, and a failure
outweighs what is not final. An unknown word is kept and outweighs nothing."""
FIRST_FINAL: Final = RANK["absent"]
OPTED_OUT: Final = "UserInBlacklist"


class DeliveryReport(Base):
    """One report as it came: the provider's name for the message, and what it says. The phone only as an index."""

    __tablename__ = "delivery_reports"
    __table_args__ = (UniqueConstraint("provider_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[str]
    status: Mapped[str]
    failure: Mapped[str]
    phone: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    at: Mapped[datetime]


def receive(session: Session, *, provider_id: str, status: str, failure: str, phone: str | None) -> None:
    """Keep a report and apply it, to the message of that name or to the one message it can be about."""
    ensure(
        session,
        DeliveryReport,
        provider_id=provider_id,
        status=status,
        failure=failure,
        phone=phone_index(session, phone) if phone else None,
        at=now(session),
    )
    if phone and failure == OPTED_OUT:
        set_alerts(session, phone, wanted=False)
    message = _named(session, provider_id) or _waiting_for_a_report(session, phone)
    if message is None:
        return
    if message.provider_id is None:
        _resolve_by(message, provider_id, now(session))
    _apply(session, message, status, failure)


def apply_early_ones(session: Session, provider_id: str) -> None:
    """Apply the reports that came before the answer that gave the message its name."""
    message = _named(session, provider_id)
    for report in session.scalars(select(DeliveryReport).where(DeliveryReport.provider_id == provider_id)):
        if message is not None:
            _apply(session, message, report.status, report.failure)


def resolve(session: Session, message: Message) -> None:
    """Look whether a report has already told what became of a message whose answer was lost."""
    if message.channel != Channel.SMS or not _is_alone(session, message):
        return
    orphan = session.scalars(
        select(DeliveryReport)
        .where(DeliveryReport.phone == message.recipient, DeliveryReport.at >= message.attempted_at)
        .where(DeliveryReport.provider_id.not_in(select(Message.provider_id).where(Message.provider_id.is_not(None))))
        .order_by(DeliveryReport.id)
    ).first()
    if orphan is not None:
        _resolve_by(message, orphan.provider_id, now(session))
        session.flush()
        apply_early_ones(session, orphan.provider_id)


def _resolve_by(message: Message, provider_id: str, moment: datetime) -> None:
    message.provider_id, message.state, message.accepted_at = provider_id, State.ACCEPTED, moment
    message.last_error = None


def _apply(session: Session, message: Message, status: str, failure: str) -> None:
    if RANK.get(status, 0) <= RANK.get(message.report or "", 0):
        return
    message.report = status
    if RANK[status] < FIRST_FINAL or message.state not in (State.ACCEPTED, State.FAILED, State.EXPIRED):
        return
    message.state = State.DELIVERED if status == DELIVERED else State.FAILED
    message.last_error = None if status == DELIVERED else (failure or status)
    message.final_at = now(session)


def _named(session: Session, provider_id: str) -> Message | None:
    return session.scalar(select(Message).where(Message.provider_id == provider_id).with_for_update())


def _waiting_for_a_report(session: Session, phone: str | None) -> Message | None:
    """The one message to this phone whose answer was lost; None when there is none, or a doubt."""
    if phone is None:
        return None
    unknown = session.scalars(
        select(Message)
        .where(Message.recipient == phone_index(session, phone), Message.state == State.UNKNOWN)
        .with_for_update()
    ).all()
    return unknown[0] if len(unknown) == 1 and _is_alone(session, unknown[0]) else None


def _is_alone(session: Session, message: Message) -> bool:
    """Whether no other message to this recipient could be the one that a nameless report speaks of."""
    others = select(Message.id).where(
        Message.recipient == message.recipient,
        Message.id != message.id,
        Message.state.in_((State.ATTEMPTING, State.UNKNOWN)),
    )
    return session.scalars(others).first() is None
