"""Queues events of an application for its agency's systems, in the transaction of their cause.

Each endpoint that subscribes gets a row of the outbox; `webhook_delivery` processes these. An event is thin and has no
personal data: an agency that wants more reads the application.
"""

import json
from decimal import Decimal

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.messaging import messages
from app.domain.webhooks import webhook_endpoints
from app.domain.webhooks.event_kinds import EventKind
from app.platform.db import now


def queue_event(
    session: Session,
    application: Application,
    kind: EventKind,
    *,
    name: str = "",
    amount_kes: Decimal | None = None,
) -> int:
    """Queue an event of an application, whose row is locked, for the endpoints that subscribe to it; returns how many.

    Not for what the agency did itself. `name` distinguishes events of one kind and version: of a payment its receipt,
    of an answer its number; `amount_kes` is the money that came.
    """
    hearing = webhook_endpoints.find_hearing(
        session, application.agency_code, application.service_code, kind, is_test=application.is_test
    )
    body = _body(session, application, kind, amount_kes) if hearing else ""
    event = ":".join(
        [application.reference, kind.rpartition(".")[2], str(application.version), *([name] if name else [])]
    )
    for endpoint_id in hearing:
        key = application.message_key(f"webhook:{endpoint_id}:{event}")
        messages.queue_webhook(session, key=key, endpoint_id=endpoint_id, about=application.reference, body=body)
    return len(hearing)


def queue_payment(session: Session, application: Application, *, receipt: str, amount_kes: Decimal) -> int:
    """Queue the event that money came for an application: a part of what is due, or all that was left of it."""
    kind = EventKind.PAYMENT if application.due_kes else EventKind.PAID
    return queue_event(session, application, kind, name=receipt, amount_kes=amount_kes)


def _body(session: Session, application: Application, kind: EventKind, amount_kes: Decimal | None) -> str:
    """The event as JSON, in the form of Standard Webhooks; the same bytes at every attempt."""
    data: dict[str, object] = {
        "reference": application.reference,
        "service": application.service_code,
        "status": application.status,
        "stage": application.stage,
        "version": application.version,
        "is_test": application.is_test,
    }
    if amount_kes is not None:
        amounts = {"amount_kes": amount_kes, "paid_kes": application.paid_kes, "due_kes": application.due_kes}
        data |= {column: float(sum_kes or 0) for column, sum_kes in amounts.items()}
    timestamp = now(session).isoformat().replace("+00:00", "Z")
    return json.dumps({"type": kind, "timestamp": timestamp, "data": data}, separators=(",", ":"))
