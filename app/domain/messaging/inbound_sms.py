"""Inbound SMS: processed once, whatever the provider repeats, and answered in the same transaction.

What may be a password or a code is blotted out before anything is stored (`texted_secrets`, threat T14).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.messaging import messages, sms_budget, texted_secrets
from app.domain.messaging.messages import MessageKind
from app.domain.messaging.sms_budget import Purse
from app.domain.shared.blind_indexes import of
from app.domain.subscribers import phones
from app.domain.subscribers.phones import phone_index
from app.platform.database.sealed_value import sealed_text, sealed_values
from app.platform.db import Base, ensure, now
from app.platform.i18n import ENGLISH, _, translate

FEW: Final = 10
"""How many of the latest texts of a phone are read."""
TOO_MANY: Final = _("eCitizen: too many SMS from this phone. Please try again in an hour.")


class InboundMessage(Base):
    """One SMS, under the provider's id: the text sealed, what may be a secret blotted out; the sender an index."""

    __tablename__ = "inbound"

    provider_id: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    text_sealed: Mapped[bytes]
    text = sealed_text("text")
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime] = mapped_column(index=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"inbound.{column}:{self.provider_id}"


def receive(
    session: Session,
    *,
    provider_id: str,
    sender: str | None,
    text: str,
    sent_at: datetime | None,
    answer: Callable[[Session, str, str], str | None],
    at: datetime | None = None,
) -> bool:
    """Store an SMS and queue the reply of `answer(session, sender, text)`; False for a repeat.

    A sender that cannot be answered (a word in place of a number, a number from abroad) is stored and not answered; one
    that has been answered too often is told so once an hour. `at` is when the SMS came, if that was not now.
    """
    fresh = ensure(
        session,
        InboundMessage,
        provider_id=provider_id,
        sender=phone_index(session, sender) if sender else None,
        sent_at=sent_at,
        received_at=at or now(session),
        **sealed_values(session, InboundMessage(provider_id=provider_id), text=texted_secrets.blotted(text)),
    )
    if fresh and sender and sms_budget.reaches(sender):
        reply = answer(session, sender, text)
        if reply:
            _reply(session, provider_id, sender, reply)
    return fresh


def _reply(session: Session, provider_id: str, sender: str, reply: str) -> None:
    kind, key = MessageKind.REPLY, f"reply:{provider_id}"
    if messages.queue_sms(session, key=key, kind=kind, phone=sender, body=reply, purse=Purse.TEXTED):
        return
    body = translate(phones.language_of(session, sender) or ENGLISH, TOO_MANY)
    key = f"too-many:{provider_id}"
    messages.queue_sms(session, key=key, kind=kind, phone=sender, body=body, purse=Purse.LAST)


def lately(session: Session, phone: str, within: timedelta) -> list[str]:
    """The latest texts of a phone, this one included, the newest first."""
    mine = InboundMessage.sender == phone_index(session, phone)
    recent = InboundMessage.received_at > now(session) - within
    newest = select(InboundMessage).where(mine, recent).order_by(InboundMessage.received_at.desc()).limit(FEW)
    return [each.text for each in session.scalars(newest)]
