"""How events are delivered to agencies' systems: at least once, in order for one application, each endpoint
independently.

    PENDING -> LEASED -> ATTEMPTING -> ACCEPTED (it answered 2xx)
                 |           |-> PENDING again, with back-off, for three days; then FAILED, a dead letter
                 |           `-> FAILED, and the endpoint disabled (410 Gone)
                 `-> PENDING again when its worker died

A response that never came counts as a refusal: the event is posted again, with the same key, by which the receiver
recognises a repeat. An event waits for all older ones of the same application to the same endpoint, and for nothing
else. Lock order: an endpoint before a message.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session, aliased

from app.domain.messaging import outbox
from app.domain.messaging.messages import Message, MessageKind, MessageState
from app.domain.messaging.outbox import ClaimedMessage, oldest_unsettled
from app.domain.webhooks import webhook_breaker, webhook_endpoints
from app.domain.webhooks.webhook_breaker import Standstill, WebhookPause
from app.domain.webhooks.webhook_endpoints import Endpoint, WebhookEndpoint
from app.platform.db import now

IN_FLIGHT: Final = 4
"""Events that are posted to one endpoint at once: its system may be a small one."""
LONGEST_BACK_OFF: Final = 3600
"""Seconds from a refusal to the next attempt of the event, at most."""
GONE: Final = "410"
"""With this status a receiver says that nothing may be posted to it any more (Standard Webhooks)."""
WORKER: Final = "worker"
LEFT: Final = (MessageState.LEASED, MessageState.ATTEMPTING)


@dataclass(frozen=True)
class ClaimedEvent:
    """An event that this worker, and no other, may post to an endpoint within its lease."""

    message: ClaimedMessage
    endpoint_id: str
    is_test: bool


def find_due(session: Session) -> list[str]:
    """The live endpoints for which an event is due, and which are not paused."""
    moment = now(session)
    waiting = exists().where(
        Message.endpoint_id == WebhookEndpoint.id,
        Message.state == MessageState.PENDING,
        Message.next_at <= moment,
        Message.not_after > moment,
    )
    paused = exists().where(WebhookPause.endpoint_id == WebhookEndpoint.id, WebhookPause.next_at > moment)
    live = select(WebhookEndpoint.id).where(WebhookEndpoint.disabled_at.is_(None))
    return list(session.scalars(live.where(waiting, ~paused)))


def claim_events(session: Session, endpoint_id: str, most: int) -> list[ClaimedEvent]:
    """Lease the next events for an endpoint, at most `most`; none while another worker has the endpoint locked.

    A paused endpoint gets one event as a probe: the one that is due the longest, so that each has its turn.
    """
    held = select(WebhookEndpoint).where(WebhookEndpoint.id == endpoint_id, WebhookEndpoint.disabled_at.is_(None))
    endpoint = session.scalar(held.with_for_update(skip_locked=True))
    if endpoint is None:
        return []
    room = webhook_breaker.room(session, endpoint_id, min(most, IN_FLIGHT - _in_flight(session, endpoint_id)))
    if room <= 0:
        return []
    leased = [each for row in _next(session, endpoint_id, room) if (each := outbox.lease(session, row))]
    if leased:
        webhook_breaker.try_with(session, endpoint_id, leased[0].id)
    return [ClaimedEvent(each, endpoint_id, endpoint.is_test) for each in leased]


def begin_attempt(session: Session, claimed: ClaimedEvent) -> Endpoint | None:
    """Commit that the first byte is about to be sent; returns the endpoint. None: nothing may be posted.

    The lease is lost or nearly over, or the endpoint was disabled meanwhile. Raises DecryptionError.
    """
    endpoint = webhook_endpoints.read_endpoint(session, claimed.endpoint_id)
    return endpoint if endpoint.is_live and outbox.attempting(session, claimed.message) else None


def record_accepted(session: Session, claimed: ClaimedEvent) -> Standstill | None:
    """Record that the endpoint accepted it, however late that is known; returns the pause that ends now, if any."""
    webhook_endpoints.record_success(session, claimed.endpoint_id)
    over = webhook_breaker.record_success(session, claimed.endpoint_id)
    message = outbox.find_claimed(session, claimed.message)
    if message and message.accepted_at is None:
        message.accept(None, now(session))
    if over:
        _let_all_go(session, claimed.endpoint_id)
    return over


def record_refused(
    session: Session, claimed: ClaimedEvent, *, reason: str, is_unknown: bool = False
) -> Standstill | None:
    """Record that it was not accepted, or that no response came: it is retried later. Returns the pause, if it begins
    now.

    `is_unknown`: it may have arrived.
    """
    failures = webhook_endpoints.record_failure(session, claimed.endpoint_id, reason)
    stands = webhook_breaker.record_failure(
        session, claimed.endpoint_id, claimed.message.id, failures=failures, reason=reason
    )
    message = outbox.find_claimed(session, claimed.message)
    if message and message.state == MessageState.ATTEMPTING:
        message.unknowns += is_unknown
        message.wait(now(session) + outbox.back_off(message.attempt, LONGEST_BACK_OFF), reason)
    return stands


def record_gone(session: Session, claimed: ClaimedEvent, *, reason: str) -> bool:
    """The receiver wants no more events: disable its endpoint; False where it was disabled already.

    Events that wait for it stay for three days, in case it is enabled again.
    """
    was_live = webhook_endpoints.disable_endpoint(session, claimed.endpoint_id, actor=WORKER, reason=reason)
    record_dead(session, claimed, reason=reason)
    return was_live


def record_dead(session: Session, claimed: ClaimedEvent, *, reason: str) -> None:
    """Settle it as failed: a retry would not help."""
    message = outbox.find_claimed(session, claimed.message)
    if message and message.state == MessageState.ATTEMPTING:
        message.settle(MessageState.FAILED, reason, now(session))


def _in_flight(session: Session, endpoint_id: str) -> int:
    left = Message.state.in_(LEFT) & (Message.endpoint_id == endpoint_id)
    return session.scalar(select(func.count()).select_from(Message).where(left)) or 0


def _next(session: Session, endpoint_id: str, most: int) -> list[Message]:
    """The events that are due for an endpoint, longest due first; of one application only the oldest."""
    moment = now(session)
    due = (
        select(Message)
        .where(Message.endpoint_id == endpoint_id, Message.state == MessageState.PENDING)
        .where(Message.next_at <= moment, Message.not_after > moment)
        .where(Message.id <= oldest_unsettled(MessageKind.WEBHOOK))
    )
    query = due.order_by(Message.next_at, Message.id).limit(most).with_for_update(skip_locked=True)
    return list(session.scalars(query))


def _let_all_go(session: Session, endpoint_id: str) -> None:
    """Make events due now that were delayed while the endpoint was paused."""
    moment, each = now(session), aliased(Message)
    late = select(each.id).where(
        each.endpoint_id == endpoint_id, each.state == MessageState.PENDING, each.next_at > moment
    )
    held = late.with_for_update(skip_locked=True)
    session.execute(update(Message).where(Message.id.in_(held)).values(next_at=moment))
