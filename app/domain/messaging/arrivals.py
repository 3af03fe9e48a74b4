"""Messages that have arrived at phones and mailboxes, decrypted, for the simulator to show."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.messaging.delivery_reports import DeliveryReport
from app.domain.messaging.messages import Channel, Message, MessageState
from app.domain.subscribers.phones import phone_index

TAKEN = (MessageState.ACCEPTED, MessageState.DELIVERED)


@dataclass(frozen=True)
class ArrivedMessage:
    """An SMS or an e-mail that the provider accepted, decrypted. `subject` is empty for an SMS."""

    id: int
    provider_id: str
    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    created_at: datetime
    accepted_at: datetime


@dataclass(frozen=True)
class ArrivedReport:
    """A delivery report that was stored. `status`: our word for it, or the provider's own where we have none."""

    id: int
    phone: str = field(repr=False)
    provider_id: str
    status: str
    failure: str
    at: datetime


def sms_since(session: Session, phones: Collection[str], since: datetime) -> list[ArrivedMessage]:
    """The SMS to these phones (E.164) that were accepted at `since` or later, in this order."""
    indexes = [phone_index(session, each) for each in phones]
    found = _taken(Channel.SMS).where(Message.recipient.in_(indexes), Message.accepted_at >= since)
    return [_opened(each) for each in session.scalars(found.order_by(Message.accepted_at, Message.id))]


def mails_since(session: Session, since: datetime) -> list[ArrivedMessage]:
    """The e-mails to any address that were accepted at `since` or later, in this order."""
    found = _taken(Channel.EMAIL).where(Message.accepted_at >= since)
    return [_opened(each) for each in session.scalars(found.order_by(Message.accepted_at, Message.id))]


def newest_mails(session: Session, *, after: int, most: int) -> list[ArrivedMessage]:
    """The newest e-mails to any address with a larger id, oldest first."""
    found = _taken(Channel.EMAIL).where(Message.id > after).order_by(Message.id.desc()).limit(most)
    return [_opened(each) for each in reversed(session.scalars(found).all())]


def reports_since(session: Session, phones: Collection[str], since: datetime) -> list[ArrivedReport]:
    """The delivery reports on SMS to these phones (E.164) that came at `since` or later, in this order."""
    by_index = {phone_index(session, each): each for each in phones}
    found = session.scalars(
        select(DeliveryReport)
        .where(DeliveryReport.phone.in_(list(by_index)), DeliveryReport.at >= since)
        .order_by(DeliveryReport.id)
    )
    return [
        ArrivedReport(each.id, by_index[each.phone or b""], each.provider_id, each.status, each.failure, each.at)
        for each in found
    ]


def _taken(channel: Channel) -> Select[Message]:
    return select(Message).where(
        Message.channel == channel,
        Message.state.in_(TAKEN),
        Message.erased_at.is_(None),
        Message.accepted_at.is_not(None),
    )


def _opened(message: Message) -> ArrivedMessage:
    assert message.accepted_at is not None, "it was taken"  # noqa: S101
    return ArrivedMessage(
        id=message.id,
        provider_id=message.provider_id or "",
        to=message.address,
        subject=message.subject or "",
        text=message.body,
        created_at=message.created_at,
        accepted_at=message.accepted_at,
    )
