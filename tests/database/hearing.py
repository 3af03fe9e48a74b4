"""Webhook endpoints of agencies, and the events that are queued for them (used by the tests of webhooks)."""

import json
from typing import Any, Final

from sqlalchemy import select

from app.container import Container
from app.domain.messaging.messages import Message, MessageState
from app.domain.webhooks import webhook_endpoints
from tests.database.holder import do

AGENCY: Final = "dis"
LOCAL: Final = ("127.0.0.1",)


def endpoint(container: Container, url: str = "http://127.0.0.1:9/events", agency: str = AGENCY, **named: Any) -> str:
    """Add an endpoint of an agency; its id."""
    return added(container, url, agency, **named)[0]


def added(container: Container, url: str, agency: str = AGENCY, **named: Any) -> tuple[str, str]:
    """Add an endpoint of an agency; its id and its secret."""
    given = {"actor": "operator:test", "private_hosts": LOCAL} | named
    told: tuple[str, str] = do(container, webhook_endpoints.add_endpoint, agency, url, **given)
    return told


def events(container: Container, endpoint_id: str) -> list[Message]:
    """The messages that are queued for an endpoint, oldest first."""
    with container.database.reading() as session:
        mine = select(Message).where(Message.endpoint_id == endpoint_id).order_by(Message.id)
        return list(session.scalars(mine))


def told(container: Container, endpoint_id: str) -> list[dict[str, Any]]:
    """The bodies of the events for an endpoint, oldest first."""
    found = events(container, endpoint_id)
    return [json.loads(container.keys.open_text(each.body_sealed, each.sealed_at("body"))) for each in found]


def types(container: Container, endpoint_id: str) -> list[str]:
    """The types of the events for an endpoint, oldest first."""
    return [each["type"] for each in told(container, endpoint_id)]


def event_states(container: Container, endpoint_id: str) -> list[MessageState]:
    """The states of the events for an endpoint, oldest first."""
    return [each.state for each in events(container, endpoint_id)]
