"""Figures of webhook delivery, for operators. Test endpoints are left out."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.messaging.dead_letters import UNSETTLED
from app.domain.messaging.messages import Message, MessageState
from app.domain.webhooks.webhook_breaker import Standstill, WebhookPause
from app.domain.webhooks.webhook_endpoints import WebhookEndpoint
from app.platform.db import now

LIVE: Final = WebhookEndpoint.disabled_at.is_(None) & WebhookEndpoint.is_test.is_(False)


@dataclass(frozen=True)
class WebhookFigures:
    """Events for live endpoints that wait, and that were given up; seconds that the most overdue one for an endpoint
    without a pause has waited; the paused endpoints."""

    waiting: int
    failed: int
    oldest_seconds: float
    standing: tuple[Standstill, ...]


def summary(session: Session) -> WebhookFigures:
    """The figures of webhook delivery."""
    live, moment = select(WebhookEndpoint.id).where(LIVE), now(session)
    mine = Message.endpoint_id.in_(live) & Message.state.in_((*UNSETTLED, MessageState.FAILED))
    rows = session.execute(select(Message.state, func.count()).where(mine).group_by(Message.state))
    counts: dict[MessageState, int] = {row[0]: row[1] for row in rows}
    return WebhookFigures(
        waiting=sum(counts.get(each, 0) for each in UNSETTLED),
        failed=counts.get(MessageState.FAILED, 0),
        oldest_seconds=_oldest_seconds(session),
        standing=tuple(
            Standstill(each.endpoint_id, each.reason, (moment - each.since).total_seconds())
            for each in session.scalars(select(WebhookPause).where(WebhookPause.endpoint_id.in_(live)))
        ),
    )


def _oldest_seconds(session: Session) -> float:
    """From the longest due event of each endpoint without a pause: what no worker posts though it could."""
    paused = select(WebhookPause.endpoint_id)
    due = (
        select(func.min(Message.next_at))
        .where(Message.endpoint_id == WebhookEndpoint.id, Message.state == MessageState.PENDING)
        .scalar_subquery()
    )
    oldest = session.scalars(select(due).select_from(WebhookEndpoint).where(LIVE, WebhookEndpoint.id.not_in(paused)))
    return max([0.0, *((now(session) - each).total_seconds() for each in oldest if each)])
