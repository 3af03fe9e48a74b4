"""Messages that came to a bad end, and what an operator can do: send one again."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.messaging import sms_budget
from app.domain.messaging.messages import LIFETIME, Channel, Message, MessageKind, MessageState, is_real
from app.domain.shared.errors import NotAllowed, NotFound
from app.platform.db import keys, now

BAD_ENDS: Final = (MessageState.FAILED, MessageState.EXPIRED)
UNSETTLED: Final = (MessageState.PENDING, MessageState.LEASED, MessageState.ATTEMPTING, MessageState.UNKNOWN)


def worth_a_look(session: Session, most: int) -> Sequence[Message]:
    """What has failed and what still waits, the newest of each first, what failed before what waits.

    What tells of test applications is left out: only who tries Lango out waits for it.
    """
    real = select(Message).where(is_real()).order_by(Message.id.desc()).limit(most)
    failed, waiting = real.where(Message.state == MessageState.FAILED), real.where(Message.state.in_(UNSETTLED))
    return [*session.scalars(failed), *session.scalars(waiting)][:most]


def requeue(session: Session, key: str, *, actor: str) -> None:
    """Put a message that failed or expired into the queue again, as if it were new.

    Raises NotFound, and NotAllowed for one that is on its way or arrived, for an SMS to what is no Kenyan mobile, and
    for a one-time code: it is of no use any more, and whoever wants one asks for it.
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
    if message.channel == Channel.SMS and not _reaches(session, message):
        raise NotAllowed("it is not for the number of a Kenyan mobile phone")
    why, moment = message.last_error or str(message.state), now(session)
    message.wait(moment, None)
    message.not_after = moment + LIFETIME[message.kind]
    message.attempt = message.unknowns = 0
    message.provider_id = message.report = message.cost = message.parts = None
    message.accepted_at = message.final_at = None
    audit_log.record(session, actor=actor, action="message.retry", subject=key, reason=why)


def _reaches(session: Session, message: Message) -> bool:
    return sms_budget.reaches(keys(session).open_text(message.address_sealed, message.sealed_at("address")))
