"""Replay: events are posted again, those that an agency's system did not accept, or, where it lost them, accepted ones
too.

Each keeps its key and its bytes, so that a receiver recognises what it has already. Those of one application come in
their order; later events may have been posted before them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.messaging.messages import Message, MessageKind, MessageState
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.webhooks import webhook_endpoints
from app.platform.db import now

AT_ONCE: Final = 500
"""Events in one transaction."""
GIVEN_UP: Final = (MessageState.FAILED, MessageState.EXPIRED)
OVER: Final = (*GIVEN_UP, MessageState.ACCEPTED, MessageState.DELIVERED)


@dataclass(frozen=True)
class ReplayScope:
    """Which events: those of an endpoint that happened from `since` until before `until`.

    Those that were given up; with `taken` also those that it accepted.
    """

    endpoint_id: str
    since: datetime
    until: datetime
    taken: bool = False


def replay_page(session: Session, wanted: ReplayScope, *, after: int, actor: str) -> tuple[int, int]:
    """Queue the next events of a scope again; returns how many, and the id `after` which the next page begins.

    At most 500, the oldest first; 0 when all are done. Old ones whose text was erased are skipped. Raises NotFound, and
    NotAllowed for a disabled endpoint.
    """
    if not webhook_endpoints.read_endpoint(session, wanted.endpoint_id).is_live:
        raise NotAllowed("the endpoint is disabled: enable it first")
    states = OVER if wanted.taken else GIVEN_UP
    query = (
        select(Message)
        .where(Message.endpoint_id == wanted.endpoint_id, Message.state.in_(states), Message.id > after)
        .where(Message.created_at >= wanted.since, Message.created_at < wanted.until, Message.erased_at.is_(None))
        .order_by(Message.id)
        .limit(AT_ONCE)
    )
    found = session.scalars(query.with_for_update()).all()
    for message in found:
        message.begin_anew(now(session))
    if not found:
        return 0, after
    told = {"since": wanted.since.isoformat(), "until": wanted.until.isoformat(), "count": str(len(found))}
    audit_log.record(session, actor=actor, action="webhook.replayed", subject=wanted.endpoint_id, **told)
    return len(found), found[-1].id


def replay_event(session: Session, key: str, *, actor: str) -> None:
    """Queue one event again, by its key: the `webhook-id` that the receiver saw.

    Raises NotFound, and NotAllowed where it is on its way, where its endpoint is disabled, and where its text was
    erased.
    """
    query = select(Message).where(Message.key == key, Message.kind == MessageKind.WEBHOOK)
    message = session.scalar(query.with_for_update())
    if message is None or message.endpoint_id is None:
        raise NotFound("no event has this key")
    if message.state not in OVER:
        raise NotAllowed(f"it is on its way: it is {message.state}")
    if message.erased_at is not None:
        raise NotAllowed("what it said is no longer kept")
    if not webhook_endpoints.read_endpoint(session, message.endpoint_id).is_live:
        raise NotAllowed("its endpoint is disabled: enable it first")
    message.begin_anew(now(session))
    audit_log.record(session, actor=actor, action="webhook.replayed", subject=key, endpoint=message.endpoint_id)
