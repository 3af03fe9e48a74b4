"""What is not kept any longer (facts of reliability, 5.11). How long is a setting, read by the caller.

Applications, accounts and the audit trail are never swept: the law of their agency says how long they are kept.
Codes, counters and repeated requests have an end of their own and go by themselves (the worker's `DUE`).
"""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.db import Base, now
from app.domain.accounts import RememberedPhone
from app.domain.effects import Effect
from app.domain.inbox import InboundMessage
from app.domain.messages import Message, State
from app.domain.reports import DeliveryReport
from app.settings import Kept

AT_ONCE: Final = 500
"""Rows of one kind in one transaction: nobody waits long behind it."""
SENT: Final = (State.ACCEPTED, State.DELIVERED, State.FAILED, State.EXPIRED)
"""States in which nothing is sent any more."""


def sweep(session: Session, kept: Kept) -> int:
    """Erase what is older than it is kept, at most 500 rows of each kind; how many. Each look goes by an index."""
    erased = _erase_words(session, now(session) - kept.bodies)
    old_messages = Message.erased_at.is_not(None) & (Message.created_at < now(session) - kept.delivery)
    ids = select(Message.id).where(old_messages).order_by(Message.created_at).limit(AT_ONCE)
    erased += _count(session.execute(delete(Message).where(Message.id.in_(ids))))
    erased += _forget(session, DeliveryReport, DeliveryReport.id, DeliveryReport.at, kept.delivery)
    erased += _forget(session, InboundMessage, InboundMessage.provider_id, InboundMessage.received_at, kept.inbound)
    erased += _forget(session, RememberedPhone, RememberedPhone.phone, RememberedPhone.until, timedelta())
    return erased + _forget(session, Effect, Effect.key, Effect.at, kept.effects)


def _erase_words(session: Session, before: Any) -> int:
    """A message keeps its key, its state and its times; what it said goes."""
    old = Message.erased_at.is_(None) & (Message.created_at < before) & Message.state.in_(SENT)
    ids = select(Message.id).where(old).order_by(Message.created_at).limit(AT_ONCE)
    gone = {"body_sealed": b"", "subject_sealed": None, "erased_at": now(session)}
    return _count(session.execute(update(Message).where(Message.id.in_(ids)).values(gone)))


def _forget(
    session: Session,
    kind: type[Base],
    key: InstrumentedAttribute[Any],
    at: InstrumentedAttribute[Any],
    kept: timedelta,
) -> int:
    old = select(key).where(at < now(session) - kept).order_by(at).limit(AT_ONCE)
    return _count(session.execute(delete(kind).where(key.in_(old))))


def _count(result: Any) -> int:
    assert isinstance(result, CursorResult)  # noqa: S101 (of a statement that changes rows)
    return result.rowcount
