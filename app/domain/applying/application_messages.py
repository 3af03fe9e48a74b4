"""The messages about an application and their delivery state, for its agency, without text and recipient.

E-mails are listed only where the agency may know of an address: it gave one, or the application was filed through
Lango. Otherwise an e-mail would reveal to the agency that the person has an account (threat T12).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.messaging.messages import KNOWN, Channel, Message, MessageKind, MessageState
from app.domain.payments.models import PaymentReceipt

AT_ONCE: Final = 500
"""Keys in one SELECT."""


class MessageTopic(StrEnum):
    """What a message is about."""

    CHANGE = "change"
    """The application moved to a new version."""
    REMINDER = "reminder"
    """It is not paid yet."""
    HAND_IN = "hand_in"
    """What to bring, where and when."""
    PAYMENT = "payment"
    """Money was received."""


@dataclass(frozen=True)
class SentMessage:
    """A message and its delivery state. `version`: the step that it is about; None for a payment.

    `error`: why it was not sent or not delivered, in our words or as the provider's code. `id`: of its row, never shown
    to an agency.
    """

    id: int
    topic: MessageTopic
    version: int | None
    channel: Channel
    kind: MessageKind
    state: MessageState
    created_at: datetime
    accepted_at: datetime | None
    final_at: datetime | None
    parts: int | None
    cost: str | None
    error: str | None


def messages_of(session: Session, application: Application) -> list[SentMessage]:
    """All messages about an application to its own phone and e-mail address, oldest first.

    They are found by their outbox keys, so that no other message to the same phone is read.
    """
    named = {application.message_key(key): told for key, told in _keys(session, application)}
    found: list[Message] = []
    wanted = [*named]
    for start in range(0, len(wanted), AT_ONCE):
        some = Message.key.in_(wanted[start : start + AT_ONCE])
        known = Message.kind.in_(KNOWN) & Message.channel.in_([*Channel]) & Message.state.in_([*MessageState])
        found += session.scalars(select(Message).where(some, known))
    shown = (each for each in found if each.channel == Channel.SMS or _knows_address(application))
    return [_told(each, *named[each.key]) for each in sorted(shown, key=lambda each: each.id)]


def _keys(session: Session, application: Application) -> Iterator[tuple[str, tuple[MessageTopic, int | None]]]:
    reference = application.reference
    yield f"hand-in:{reference}:sms", (MessageTopic.HAND_IN, 1)
    for version in range(1, application.version + 1):
        yield f"alert:{reference}:{version}:sms", (MessageTopic.CHANGE, version)
        yield f"alert:{reference}:{version}:email", (MessageTopic.CHANGE, version)
        yield f"reminder:{reference}:{version}:sms", (MessageTopic.REMINDER, version)
    for receipt in session.scalars(select(PaymentReceipt.id).where(PaymentReceipt.application_id == application.id)):
        for what in ("paid", "partly", "surplus"):
            yield f"{what}:{reference}:{receipt}:sms", (MessageTopic.PAYMENT, None)
        yield f"paid:{reference}:{receipt}:email", (MessageTopic.PAYMENT, None)


def _knows_address(application: Application) -> bool:
    return bool(application.email_sealed or application.form_digest)


def _told(message: Message, topic: MessageTopic, version: int | None) -> SentMessage:
    went = message.state in (MessageState.ACCEPTED, MessageState.DELIVERED)
    return SentMessage(
        id=message.id,
        topic=topic,
        version=version,
        channel=message.channel,
        kind=message.kind,
        state=message.state,
        created_at=message.created_at,
        accepted_at=message.accepted_at,
        final_at=message.final_at,
        parts=message.parts,
        cost=message.cost,
        error=None if went else message.last_error,
    )
