"""Inbound SMS: taken once, whatever the provider repeats, and answered in the same transaction."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, ensure, keys, now
from app.domain import messages
from app.domain.messages import Kind
from app.domain.phones import phone_index

FEW: Final = 10
"""Texts of one phone that are looked back at."""


class InboundMessage(Base):
    """One SMS as it came, under the provider's id. Sender and text are sealed."""

    __tablename__ = "inbound"

    provider_id: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    text_sealed: Mapped[bytes]
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime]


def receive(
    session: Session,
    *,
    provider_id: str,
    sender: str | None,
    text: str,
    sent_at: datetime | None,
    answer: Callable[[Session, str, str], str | None],
) -> bool:
    """Take an SMS and put the answer of `answer(session, sender, text)` into the outbox; False for a repeat.

    A sender that cannot be answered (a word in place of a number) is kept and not answered.
    """
    fresh = ensure(
        session,
        InboundMessage,
        provider_id=provider_id,
        sender=phone_index(session, sender) if sender else None,
        text_sealed=keys(session).seal_text(text, f"inbound.text:{provider_id}"),
        sent_at=sent_at,
        received_at=now(session),
    )
    if fresh and sender:
        reply = answer(session, sender, text)
        if reply:
            messages.queue_sms(session, key=f"reply:{provider_id}", kind=Kind.REPLY, phone=sender, body=reply)
    return fresh


def lately(session: Session, phone: str, within: timedelta) -> list[str]:
    """The last texts of a phone, this one among them, the newest first."""
    mine = InboundMessage.sender == phone_index(session, phone)
    recent = InboundMessage.received_at > now(session) - within
    newest = select(InboundMessage).where(mine, recent).order_by(InboundMessage.received_at.desc()).limit(FEW)
    return [
        keys(session).open_text(each.text_sealed, f"inbound.text:{each.provider_id}")
        for each in session.scalars(newest)
    ]
