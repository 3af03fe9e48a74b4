"""Inbound SMS: taken once, whatever the provider repeats, and answered in the same transaction."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, ensure, keys, now
from app.domain import messages
from app.domain.blind_indexes import of
from app.domain.messages import Kind
from app.domain.phones import phone_index


class InboundMessage(Base):
    """One SMS as it came, under the provider's id. The text is sealed; the sender only an index."""

    __tablename__ = "inbound"

    provider_id: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    text_sealed: Mapped[bytes]
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime] = mapped_column(index=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return sealed_at(self.provider_id, column)


def sealed_at(provider_id: str, column: str) -> str:
    """The place that a sealed column of the SMS of this name is bound to."""
    return f"inbound.{column}:{provider_id}"


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
        text_sealed=keys(session).seal_text(text, sealed_at(provider_id, "text")),
        sent_at=sent_at,
        received_at=now(session),
    )
    if fresh and sender:
        reply = answer(session, sender, text)
        if reply:
            messages.queue_sms(session, key=f"reply:{provider_id}", kind=Kind.REPLY, phone=sender, body=reply)
    return fresh
