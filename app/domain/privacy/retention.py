"""Retention: deletes what is past its period (source 27). The periods are settings, read by the caller.

Applications with their payments, accounts and the audit trail are never swept: the law of their agency says how long
they are kept. Only test applications are deleted, after 30 days, with all that belongs to them. Codes, counters and
idempotency records expire separately (`app/worker/chores.py`).
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.applications.partial_indexes import TEST
from app.domain.idempotency.hop_effects import Effect
from app.domain.identity.accounts import RememberedPhone
from app.domain.messaging.delivery_reports import DeliveryReport
from app.domain.messaging.inbound_sms import InboundMessage
from app.domain.messaging.messages import Message, MessageState
from app.domain.payments import claims
from app.domain.payments.models import PaymentClaim
from app.domain.shared.purge import AT_ONCE, delete_until, delete_with_all_of, row_count
from app.domain.subscribers import call_requests
from app.domain.subscribers.call_requests import CallRequest
from app.platform.config.setting_fields import RetentionPeriods
from app.platform.db import now

TESTS_KEPT: Final = timedelta(days=30)
"""How long a test application is kept."""
SENT: Final = (MessageState.ACCEPTED, MessageState.DELIVERED, MessageState.FAILED, MessageState.EXPIRED)
"""States in which nothing is sent any more."""


def sweep(session: Session, kept: RetentionPeriods) -> int:
    """Erase what is past its period, at most 500 rows of each kind; returns how many. Each query uses an index."""
    moment = now(session)
    erased = _erase_words(session, moment - kept.bodies)
    without_words = Message.erased_at.is_not(None)
    erased += delete_until(session, Message.id, Message.created_at, moment - kept.delivery, without_words)
    erased += delete_until(session, DeliveryReport.id, DeliveryReport.at, moment - kept.delivery)
    erased += delete_until(session, InboundMessage.provider_id, InboundMessage.received_at, moment - kept.inbound)
    erased += delete_until(session, RememberedPhone.phone, RememberedPhone.until, moment)
    erased += delete_until(session, CallRequest.id, CallRequest.asked_at, moment - call_requests.KEPT)
    erased += _delete_tests(session, moment - TESTS_KEPT)
    erased += delete_until(session, PaymentClaim.id, PaymentClaim.made_at, moment - claims.KEPT)
    return erased + delete_until(session, Effect.key, Effect.at, moment - kept.effects)


def _delete_tests(session: Session, before: datetime) -> int:
    """Delete applications that test keys recorded; locked ones are left for the next time."""
    old = select(Application.id).where(TEST, Application.created_at <= before).order_by(Application.created_at)
    held = session.scalars(old.limit(AT_ONCE).with_for_update(of=Application, skip_locked=True)).all()
    return delete_with_all_of(session, Application, Application.id.in_(held)) if held else 0


def _erase_words(session: Session, before: Any) -> int:
    """Erase the text of old messages; key, state and times stay."""
    old = Message.erased_at.is_(None) & (Message.created_at < before) & Message.state.in_(SENT)
    ids = select(Message.id).where(old).order_by(Message.created_at).limit(AT_ONCE)
    gone = {"body_sealed": b"", "subject_sealed": None, "erased_at": now(session)}
    return row_count(session.execute(update(Message).where(Message.id.in_(ids)).values(gone)))
