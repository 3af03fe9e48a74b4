"""What was sent about an application, and what became of it: for its agency, without the words and whom they went to.

E-mails only where the agency knows of an address: it gave one, or the application was filed through Lango. Else one
would tell it that the person has an account (threat T12).
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
"""Keys that one statement looks for."""


class MessageTopic(StrEnum):
    """What a message tells."""

    CHANGE = "change"
    """That the application has come to a version."""
    REMINDER = "reminder"
    """That it is not paid."""
    HAND_IN = "hand_in"
    """What to bring, where and when."""
    PAYMENT = "payment"
    """That money has come."""


@dataclass(frozen=True)
class SentMessage:
    """A message and what became of it. `version`: the step that it tells of; None of a payment's. `error`: why it has
    not gone, or not arrived, in words of ours or a code of the provider's. `id`: of its row, which no agency is told.
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
    """All that was put into the outbox about an application to its own phone and address, the oldest first.

    Looked for by the keys that such messages have: no look at anything else that its phone was sent.
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
