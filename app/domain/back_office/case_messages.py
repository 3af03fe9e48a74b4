"""Messages about an application that did not arrive, and resending them from the application's page.

An operator can resend any message (`dead_letters`). A clerk can resend only messages about an application within their
reach, to its present recipient, and only while they are still true: a phone number may have been reassigned to somebody
else, and "ready" is outdated once the application was collected.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import account_applications
from app.domain.applications.applications import Application
from app.domain.applying.application_messages import MessageTopic, SentMessage, messages_of
from app.domain.audit import audit_log
from app.domain.messaging import dead_letters, sms_budget
from app.domain.messaging.dead_letters import BAD_ENDS
from app.domain.messaging.messages import Channel, Message, MessageKind, MessageState, indexed
from app.domain.shared.blind_indexes import blind_index
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.staff.staff_members import Staff
from app.domain.subscribers import phones
from app.platform.db import now

RESENT: Final = "application.message_resent"
OF_A_STEP: Final = (MessageTopic.CHANGE, MessageTopic.REMINDER)
"""Topics that are outdated once the application has moved on."""
ON_ITS_WAY: Final = (MessageState.LEASED, MessageState.ATTEMPTING, MessageState.UNKNOWN, MessageState.ACCEPTED)
STUCK: Final = timedelta(hours=1)
"""A message that was sent, or may have been, is marked as stuck after so long without a delivery report."""
STUCK_WAITING: Final = timedelta(hours=12)
"""The same for a message that was not sent yet: an alert may wait for the end of the night."""


class ResendRefusal(StrEnum):
    """Why a message may not be resent."""

    NOT_FAILED = "it has not failed"
    OUTDATED = "the application has moved on since"
    GONE = "what it said is no longer kept"
    ELSEWHERE = "who it went to does not hear of the application now"
    STOPPED = "its phone has said STOP"


class NotResent(NotAllowed):
    """A message may not be resent; `why` is shown to the clerk."""

    def __init__(self, why: ResendRefusal) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True)
class CaseMessage:
    """A message for display. `waits_since`: None once it is settled. `refusal`: why it may not be resent."""

    sent: SentMessage
    waits_since: datetime | None
    waited: timedelta
    is_stuck: bool
    refusal: ResendRefusal | None


def case_message(session: Session, application: Application, sent: SentMessage) -> CaseMessage:
    """A message as it is shown on the page of its application."""
    since = _waits_since(sent)
    waited = now(session) - since if since else timedelta()
    longest = STUCK if sent.state in ON_ITS_WAY else STUCK_WAITING
    refusal = find_refusal(session, application, sent)
    return CaseMessage(sent, since, waited, since is not None and waited >= longest, refusal)


def resend_message(session: Session, application: Application, message_id: int, staff: Staff) -> None:
    """Queue a message about an application, whose row is locked, again. An SMS counts against the clerk's budget.

    The message keeps its row of the outbox. Raises NotFound for one that is not about this application, NotResent, and
    what `dead_letters.requeue` and `sms_budget.reserve_for_key` do.
    """
    found = [each for each in messages_of(session, application) if each.id == message_id]
    if not found:
        raise NotFound("no message of this application has this number")
    message = session.get_one(Message, message_id, with_for_update=True, populate_existing=True)
    if why := _refusal(session, application, found[0], message):
        raise NotResent(why)
    if message.channel == Channel.SMS:
        sms_budget.reserve_for_key(session, staff.sms_budget)
    dead_letters.requeue(session, message.key, actor=staff.actor)
    told = {"message": str(message_id), "topic": str(found[0].topic), "version": str(found[0].version or "")}
    audit_log.record(session, actor=staff.actor, action=RESENT, subject=application.reference, **told)


def find_refusal(session: Session, application: Application, sent: SentMessage) -> ResendRefusal | None:
    """Why a message may not be resent; None where it may."""
    if sent.state not in BAD_ENDS:
        return ResendRefusal.NOT_FAILED
    return _refusal(session, application, sent, session.get_one(Message, sent.id))


def _refusal(session: Session, application: Application, sent: SentMessage, message: Message) -> ResendRefusal | None:
    if message.state not in BAD_ENDS:
        return ResendRefusal.NOT_FAILED
    if message.erased_at is not None:
        return ResendRefusal.GONE
    if sent.topic in OF_A_STEP and sent.version != application.version:
        return ResendRefusal.OUTDATED
    if message.recipient != _hears(session, application, message.channel):
        return ResendRefusal.ELSEWHERE
    phone = application.phone_number if message.kind == MessageKind.ALERT else None
    if phone and message.channel == Channel.SMS and not phones.wants_alerts(session, phone):
        return ResendRefusal.STOPPED
    return None


def _hears(session: Session, application: Application, channel: Channel) -> bytes | None:
    """The blind index of the present recipient of an application's alerts on a channel; None where there is none."""
    if application.is_withheld or not application.phone_sealed:
        return None
    if channel == Channel.SMS:
        return application.phone_index
    mailbox = account_applications.mailbox(session, application)
    return blind_index(session, *indexed(Channel.EMAIL, mailbox.address)) if mailbox else None


def _waits_since(sent: SentMessage) -> datetime | None:
    """Since when the outcome is open; None once it is settled. An accepted e-mail is settled: it gets no report."""
    if sent.state == MessageState.ACCEPTED:
        return sent.accepted_at if sent.channel == Channel.SMS else None
    return None if sent.state in (*BAD_ENDS, MessageState.DELIVERED) else sent.created_at
