"""How the outbox is processed so that no message is lost and none is sent twice (source 29).

    PENDING -> LEASED -> ATTEMPTING -> ACCEPTED -> DELIVERED | FAILED | EXPIRED
                 |           |-> PENDING again (certainly not sent), FAILED (refused for good)
                 |           `-> UNKNOWN (it may have been sent) -> ACCEPTED by a report, or by the kind's policy
                 `-> PENDING again when its worker died: nothing was sent

Every step is its own short transaction; none is open during a network call. A step has the epoch of its claim (fencing
token), so that a worker that was stopped while another claimed the message can change nothing. Each step is idempotent:
it may run again when it is not known whether its commit succeeded.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from sqlalchemy import ScalarSelect, Select, and_, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from app.domain.messaging import channel_breaker, delivery_reports
from app.domain.messaging.channel_breaker import OpenBreaker
from app.domain.messaging.messages import (
    KNOWN,
    PRIORITY,
    TO_PEOPLE,
    Channel,
    Message,
    MessageKind,
    MessageState,
    is_real,
)
from app.domain.shared import counters
from app.domain.subscribers import phones
from app.domain.subscribers.phones import phone_index
from app.platform.database.named_lock import lock_name
from app.platform.db import now
from app.platform.encryption import DecryptionError
from app.platform.networks import network_of_number
from app.platform.observability import alarm

LEASE: Final = timedelta(seconds=30)
"""Longer than an SMS takes: connecting (3 times 3 s) and waiting for the answer (10 s)."""
WAIT_FOR_ANOTHER: Final = timedelta(seconds=1)
LONGEST_BACK_OFF: Final = 300
"""Seconds from a temporary refusal to the next attempt, at most; the first comes after 1."""
MOST_ATTEMPTS: Final = 40
"""Temporary refusals of one message, for reasons of its own, before it is given up: two hours of them."""
MOST_LOOKS: Final = 12
"""Tries to decrypt a message whose key is missing, one every 5 minutes, before it is given up."""
LATE: Final = timedelta(minutes=10)
"""How long an alert that could be sent may wait before an alarm is raised."""
ALERTS: Final = PRIORITY[MessageKind.ALERT]
PRIORITIES: Final = sorted(set(PRIORITY.values()))


@dataclass(frozen=True)
class ClaimedMessage:
    """A message that this worker, and no other, may send within its lease."""

    id: int
    epoch: int
    key: str
    channel: Channel
    kind: MessageKind
    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)


def has_due(session: Session, channel: Channel) -> bool:
    """Whether a message of a channel may be due: a read without a lock, before a claim that takes one."""
    waits = (Message.state == MessageState.PENDING) & (Message.channel == channel) & Message.priority.in_(PRIORITIES)
    return session.scalar(select(Message.id).where(waits, Message.next_at <= now(session)).limit(1)) is not None


def claim(session: Session, channel: Channel, most: int, *, most_alerts: int) -> list[ClaimedMessage]:
    """Lease the next messages of a channel by priority: at most `most`, and at most `most_alerts` alerts among them.

    An alert waits for all older ones to the same recipient; nothing else waits for another message. A paused channel
    gives one message as a probe, when that is due.
    """
    found: list[Message] = []
    most = channel_breaker.room(session, channel, most)
    for priority in PRIORITIES:
        room = most - len(found) if priority != ALERTS else min(most - len(found), most_alerts)
        if room > 0:
            due = _due(session, channel, priority).limit(room).with_for_update(skip_locked=True)
            found += session.scalars(due)
    leased = [claimed for message in found if (claimed := lease(session, message))]
    if leased:
        channel_breaker.try_with(session, channel, leased[0].id)
    return leased


def attempting(session: Session, claimed: ClaimedMessage) -> bool:
    """Commit that the first byte is about to be sent. False: nothing may be sent.

    The lease is lost or nearly over; or the phone wants no alerts now; or another alert is on its way to it; or, before
    a second attempt, a report has shown that the first one went through.
    """
    message, moment = find_claimed(session, claimed), now(session)
    if message and message.unknowns:
        delivery_reports.resolve(session, message.recipient)
    if message is None or not _is_leased(message, moment + LEASE / 2):
        return False
    if _is_unwanted(session, claimed):
        message.settle(MessageState.EXPIRED, "the phone wants no alerts", moment)
        return False
    try:
        with session.begin_nested():
            message.state, message.next_at = MessageState.ATTEMPTING, moment + LEASE
            message.attempt, message.attempted_at = message.attempt + 1, moment
    except IntegrityError:  # one_alert_in_flight
        message.wait(moment + WAIT_FOR_ANOTHER, "another alert to this phone is on its way")
        return False
    return True


def accepted(session: Session, claimed: ClaimedMessage, *, provider_id: str | None, cost: str, parts: int) -> bool:
    """Record that the provider accepted it, and under which id; a report that came before this response is applied now.

    The response counts however late it comes, unless the message was claimed again since.
    """
    if provider_id:
        lock_name(session, "name", provider_id)
    message = find_claimed(session, claimed)
    if message is None or message.provider_id not in (None, provider_id):
        return False
    was_given_up = message.accepted_at is None and message.state != MessageState.ATTEMPTING
    if was_given_up and message.unknowns:
        message.unknowns -= 1
    if message.provider_id is None:
        free = provider_id if not _is_taken(session, provider_id) else None
        message.accept(free, now(session))
    message.cost, message.parts = cost, parts
    session.flush()
    delivery_reports.apply(session, message)
    return True


def refused(session: Session, claimed: ClaimedMessage, *, reason: str, temporary: bool) -> bool:
    """Record that the provider certainly did not accept it: try again later, or give up."""
    message, moment = _find_not_taken(session, claimed), now(session)
    if message is None:
        return False
    if not temporary:
        message.settle(MessageState.FAILED, reason, moment)
    elif message.attempt >= MOST_ATTEMPTS:
        message.settle(MessageState.FAILED, f"given up after {message.attempt} attempts: {reason}", moment)
    else:
        message.wait(moment + back_off(message.attempt), reason)
    return True


def put_off(session: Session, claimed: ClaimedMessage, *, reason: str) -> bool:
    """Record a refusal that any other message would have met too: the channel is paused, and the attempt does not
    count.

    True when the channel was not paused before.
    """
    message = _find_not_taken(session, claimed)
    if message is None:
        return False
    message.attempt -= 1
    message.wait(now(session), reason)
    return channel_breaker.open_breaker(session, message, reason)


def record_attempt(session: Session, claimed: ClaimedMessage, *, went: bool) -> OpenBreaker | None:
    """The breaker of this message's channel that is closed now, if the message was its probe and `went`."""
    message = session.get(Message, claimed.id)
    return channel_breaker.record_attempt(session, message, went=went) if message else None


def unknown(session: Session, claimed: ClaimedMessage, *, reason: str) -> bool:
    """Record that the response never came: the message may have been sent."""
    if claimed.channel == Channel.SMS:
        lock_name(session, "phone", phone_index(session, claimed.address).hex())
    message = find_claimed(session, claimed)
    if message is None or message.state != MessageState.ATTEMPTING:
        return False
    message.doubt(reason, now(session))
    session.flush()
    delivery_reports.resolve(session, message.recipient)
    return True


@dataclass(frozen=True)
class Summary:
    """The state of the outbox: messages by state, seconds that the most overdue one has waited, paused channels."""

    counts: dict[MessageState, int]
    oldest_seconds: float
    open_breakers: dict[Channel, OpenBreaker]


def summary(session: Session, *, quiet: bool = False) -> Summary:
    """The state of the outbox. A message that waits by a rule is in time: for the morning (`quiet`: SMS alerts do), for
    an older alert, for a paused channel. Webhooks are counted elsewhere (`webhook_figures`), and messages of test
    applications are left out."""
    rows = session.execute(select(Message.state, func.count()).where(is_real()).group_by(Message.state)).all()
    found: dict[MessageState, int] = {row[0]: row[1] for row in rows}
    still = channel_breaker.open_breakers(session)
    held = {(Channel.SMS, ALERTS)} if quiet else set()
    queues = [(each, priority) for each in TO_PEOPLE if each not in still for priority in PRIORITIES]
    due = [_due(session, *queue).where(is_real()) for queue in queues if queue not in held]
    first = [session.scalar(each.with_only_columns(Message.next_at).limit(1)) for each in due]
    waited = [(now(session) - since).total_seconds() for since in first if since]
    return Summary({state: found.get(state, 0) for state in MessageState}, max(waited, default=0.0), still)


def alarm_when_late(session: Session, *, quiet: bool) -> None:
    """Raise an alarm, once an hour, when alerts by SMS are late: none is dropped, and somebody should look why.

    What waits for the morning (`quiet`: it is night, or was a moment ago) is in time.
    """
    if quiet:
        return
    due = _due(session, Channel.SMS, ALERTS).where(is_real())
    oldest = session.scalar(due.with_only_columns(Message.next_at).limit(1))
    if oldest and oldest <= now(session) - LATE and counters.mark(session, "alarm: alerts wait", timedelta(hours=1)):
        alarm("alerts wait")


def _due(session: Session, channel: Channel, priority: int) -> Select[Message]:
    """The messages that may be sent now, longest due first. One priority at a time, so that an index has this order."""
    moment = now(session)
    query = select(Message).where(
        Message.state == MessageState.PENDING,
        Message.channel == channel,
        Message.kind.in_(KNOWN),
        Message.priority == priority,
        Message.next_at <= moment,
        Message.not_after > moment,
    )
    if priority == ALERTS:
        query = query.where(Message.id <= oldest_unsettled())
    return query.order_by(Message.next_at, Message.id)


@cache
def oldest_unsettled(kind: MessageKind = MessageKind.ALERT) -> ScalarSelect[int]:
    """The oldest message of a kind to the same recipient that is neither accepted nor in a final state.

    A scalar subquery and not a join: PostgreSQL plans a join badly while its statistics still show an empty queue. It
    is cached, as it is always the same and the worker runs it four times a second.
    """
    each = aliased(Message)
    unsettled = and_(each.accepted_at.is_(None), each.final_at.is_(None), each.kind == kind)
    return select(func.min(each.id)).where(each.recipient == Message.recipient, unsettled).scalar_subquery()


def lease(session: Session, message: Message) -> ClaimedMessage | None:
    """The message, decrypted and leased. One that no key opens is tried again for an hour: its key may come back."""
    try:
        claimed = _opened(message)
    except DecryptionError:
        _look_later(session, message)
        return None
    message.state, message.epoch, message.next_at = MessageState.LEASED, claimed.epoch, now(session) + LEASE
    if claimed.channel == Channel.SMS:
        message.network = network_of_number(claimed.address)
    return claimed


def _look_later(session: Session, message: Message) -> None:
    reason, moment = "no key of the ring opens it", now(session)
    message.attempt += 1
    if message.attempt < MOST_LOOKS:
        message.wait(moment + timedelta(seconds=LONGEST_BACK_OFF), reason)
    else:
        message.settle(MessageState.FAILED, reason, moment)


def _opened(message: Message) -> ClaimedMessage:
    return ClaimedMessage(
        id=message.id,
        epoch=message.epoch + 1,
        key=message.key,
        channel=message.channel,
        kind=message.kind,
        address=message.address,
        subject=message.subject or "",
        body=message.body,
    )


def find_claimed(session: Session, claimed: ClaimedMessage) -> Message | None:
    """The message of this claim, locked; None when it was claimed again since."""
    message = session.get(Message, claimed.id, with_for_update=True, populate_existing=True)
    return message if message and message.epoch == claimed.epoch else None


def _find_not_taken(session: Session, claimed: ClaimedMessage) -> Message | None:
    """The message of this claim, locked, if its outcome was open until now; the provider did not accept it."""
    message = find_claimed(session, claimed)
    if message is None or message.state not in (MessageState.ATTEMPTING, MessageState.UNKNOWN):
        return None
    if message.state == MessageState.UNKNOWN:  # the sweep had stopped waiting for the response
        message.unknowns -= 1
    return message


def _is_leased(message: Message, until: datetime) -> bool:
    return message.state == MessageState.LEASED and message.next_at is not None and message.next_at >= until


def _is_unwanted(session: Session, claimed: ClaimedMessage) -> bool:
    is_alert = claimed.kind == MessageKind.ALERT and claimed.channel == Channel.SMS
    return is_alert and not phones.wants_alerts(session, claimed.address)


def _is_taken(session: Session, provider_id: str | None) -> bool:
    return session.scalar(select(Message.id).where(Message.provider_id == provider_id)) is not None


def back_off(attempt: int, most: int = LONGEST_BACK_OFF) -> timedelta:
    """Time to the next attempt, with jitter: 1 to 2 s, 2 to 4 ... `most` / 2 to `most`."""
    longest = min(most, 2 ** min(attempt, 20))
    return timedelta(seconds=longest * random.uniform(0.5, 1))
