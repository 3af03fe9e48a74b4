"""Messages that failed or expired, and what an operator can do: send one again."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.messaging import sms_budget
from app.domain.messaging.messages import LIFETIME, Channel, Message, MessageKind, MessageState, is_real
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.shared.purge import row_count
from app.platform.db import now

BAD_ENDS: Final = (MessageState.FAILED, MessageState.EXPIRED)
UNSETTLED: Final = (MessageState.PENDING, MessageState.LEASED, MessageState.ATTEMPTING, MessageState.UNKNOWN)

HELD: Final = "held: it may have been sent before the database was put back"


def worth_a_look(session: Session, most: int) -> Sequence[Message]:
    """The messages that failed and those that still wait, the newest of each first, failed ones before waiting ones.

    Only messages to citizens; webhooks are listed separately, so that they hide nothing here. Messages of test
    applications are left out.
    """
    return _worth_a_look(session, Message.endpoint_id.is_(None) & is_real(), most)


def webhooks_worth_a_look(session: Session, most: int) -> Sequence[Message]:
    """The same of webhooks to agencies' systems."""
    return _worth_a_look(session, Message.endpoint_id.is_not(None), most)


def requeue(session: Session, key: str, *, actor: str) -> None:
    """Put a message that failed or expired into the queue again, as if it were new.

    Raises NotFound, and NotAllowed for one that is on its way or arrived, whose text was erased, for an SMS to anything
    but a Kenyan mobile, and for a one-time code: the citizen can ask for a new one.
    """
    message = session.scalar(select(Message).where(Message.key == key).with_for_update())
    if message is None:
        raise NotFound("no message has this key")
    if message.state not in BAD_ENDS:
        raise NotAllowed(f"it has not failed: it is {message.state}")
    if message.kind == MessageKind.OTP:
        raise NotAllowed("a one-time code is not sent again: the citizen asks for a new one")
    if message.kind not in LIFETIME:
        raise NotAllowed("it is of a kind that only a newer release knows")
    if message.erased_at is not None:
        raise NotAllowed("what it said is no longer kept")
    if message.channel == Channel.SMS and not _reaches(message):
        raise NotAllowed("it is not for the number of a Kenyan mobile phone")
    why = message.last_error or str(message.state)
    message.begin_anew(now(session))
    audit_log.record(session, actor=actor, action="message.retry", subject=key, reason=why)


def hold_unsettled(session: Session) -> int:
    """After a restore of the database: hold the messages to citizens that wait or are on their way, as they may have
    been sent.

    Returns how many. Each can be sent after all by its key, or all of them (`requeue_held`).
    """
    waits = Message.state.in_(UNSETTLED) & Message.endpoint_id.is_(None)
    held = {"state": MessageState.EXPIRED, "final_at": now(session), "next_at": None, "last_error": HELD}
    return row_count(session.execute(update(Message).where(waits).values(**held)))


def requeue_held(session: Session, *, actor: str) -> int:
    """Queue what `hold_unsettled` held, when staff know that it was not sent. Returns how many.

    Messages past their lifetime, and codes, are left out.
    """
    worth = (Message.last_error == HELD) & (Message.not_after > now(session)) & Message.erased_at.is_(None)
    kinds = [kind for kind in LIFETIME if kind != MessageKind.OTP]
    keys_held = session.scalars(select(Message.key).where(worth, Message.kind.in_(kinds)).order_by(Message.id)).all()
    for key in keys_held:
        requeue(session, key, actor=actor)
    return len(keys_held)


def _worth_a_look(session: Session, which: ColumnElement[bool], most: int) -> Sequence[Message]:
    newest = select(Message).where(which).order_by(Message.id.desc()).limit(most)
    failed, waiting = Message.state == MessageState.FAILED, Message.state.in_(UNSETTLED)
    return [*session.scalars(newest.where(failed)), *session.scalars(newest.where(waiting))][:most]


def _reaches(message: Message) -> bool:
    return sms_budget.reaches(message.address)
