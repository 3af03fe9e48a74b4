"""The sweep of the outbox: messages of dead workers, with lost responses, without reports, or past their lifetime."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.messaging import channel_breaker, delivery_reports
from app.domain.messaging.messages import KNOWN, Message, MessageKind, MessageState
from app.domain.shared import counters
from app.platform.db import now
from app.platform.observability import alarm

AT_ONCE: Final = 500
BEHIND: Final = timedelta(hours=1)
DIED: Final = "its worker died while sending"
RESENT_ONCE: Final = (MessageKind.ALERT, MessageKind.RECEIPT, MessageKind.NOTICE, MessageKind.SECURITY)
"""Kinds that are sent once more after an unknown outcome; an OTP or a reply never: the citizen can ask again."""


def sweep(session: Session) -> int:
    """Settle overdue messages, at most 500 at a time; returns how many.

    Several may run at once: each skips the rows that another has locked.
    """
    moment, found = now(session), 0
    for state, settle in SETTLE.items():
        over = Message.not_after if state == MessageState.PENDING else Message.next_at
        due = (Message.state == state, Message.kind.in_(KNOWN), over <= moment)
        late = select(Message).where(*due).order_by(over).limit(AT_ONCE - found)
        page = session.scalars(late.with_for_update(skip_locked=True)).all()
        for message in sorted(page, key=lambda each: each.id):
            settle(session, message)
            found += 1
    return found


def _lease_is_over(session: Session, message: Message) -> None:
    """Its worker died before anything was sent."""
    message.wait(now(session), message.last_error)


def _answer_is_lost(session: Session, message: Message) -> None:
    """Its worker died or hangs after sending. A webhook is posted again: the receiver recognises it by its key."""
    if message.kind == MessageKind.WEBHOOK:
        message.unknowns += 1
        message.wait(now(session), DIED)
        return
    message.doubt(DIED, now(session))
    session.flush()
    delivery_reports.resolve(session, message.recipient)


def _nobody_told(session: Session, message: Message) -> None:
    """No report came within 120 s: the policy of its kind decides (source 10)."""
    delivery_reports.resolve(session, message.recipient)
    if message.state != MessageState.UNKNOWN:
        return
    if message.kind not in RESENT_ONCE:
        message.settle(MessageState.EXPIRED, "outcome unknown; not sent again", now(session))
    elif message.unknowns > 1:
        message.settle(MessageState.FAILED, "outcome unknown twice", now(session))
    else:
        message.wait(now(session), message.last_error)


def _no_report(session: Session, message: Message) -> None:
    message.settle(MessageState.EXPIRED, "no delivery report in 72 hours", now(session))


def _too_late(session: Session, message: Message) -> None:
    reason = (
        message.last_error
        or channel_breaker.why(session, message.channel)
        or "its time was over before it could be sent"
    )
    if message.kind == MessageKind.WEBHOOK:
        _give_up_webhook(session, message, reason)
        return
    message.settle(MessageState.EXPIRED, reason, now(session))


def _give_up_webhook(session: Session, message: Message, reason: str) -> None:
    """Make it a dead letter: its agency's system may be repaired, and get it then.

    One that could not be tried, because an older one of its application was tried all the time, gets one hour more.
    """
    moment = now(session)
    same = (Message.recipient == message.recipient) & (Message.kind == MessageKind.WEBHOOK)
    waits = same & Message.accepted_at.is_(None) & Message.final_at.is_(None)
    if message.not_after > moment:  # given that hour just now
        return
    if session.scalar(select(exists().where(waits, Message.id < message.id))):
        message.not_after = moment + BEHIND
        return
    message.settle(MessageState.FAILED, f"given up after 3 days: {reason}", moment)
    if counters.mark(session, "alarm: webhooks given up", timedelta(hours=1)):
        alarm("webhooks given up")
    then = session.scalar(select(Message).where(waits, Message.id > message.id).order_by(Message.id).limit(1))
    if then:
        then.not_after = max(then.not_after, moment + BEHIND)


SETTLE: Final[dict[MessageState, Callable[[Session, Message], None]]] = {
    MessageState.LEASED: _lease_is_over,
    MessageState.ATTEMPTING: _answer_is_lost,
    MessageState.UNKNOWN: _nobody_told,
    MessageState.ACCEPTED: _no_report,
    MessageState.PENDING: _too_late,
}
"""What is done to a message of each state when its `next_at` (PENDING: its `not_after`) has passed."""
