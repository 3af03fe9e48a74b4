"""How many refunds wait for staff, and the alarm when one waits too long."""

from datetime import timedelta
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.payments.models import PaymentReceipt, PaymentRefund
from app.domain.payments.refunding.refund_states import FOR_PEOPLE, RefundState
from app.domain.shared import counters
from app.platform.db import now
from app.platform.observability import alarm

LATE: Final = timedelta(days=1)
"""After so long an undecided refund raises an alarm; one with an unknown outcome does at once."""
_OF_TESTS: Final = (
    exists()
    .where(PaymentReceipt.id == PaymentRefund.receipt_id, PaymentReceipt.application_id == Application.id)
    .where(Application.is_test.is_(True))
)


def count_refunds_for_people(session: Session) -> dict[str, int]:
    """How many refunds wait for staff, by state. Those of tests are left out."""
    which = PaymentRefund.state.in_(FOR_PEOPLE) & ~_OF_TESTS
    query = select(PaymentRefund.state, func.count()).where(which).group_by(PaymentRefund.state)
    return dict.fromkeys(map(str, FOR_PEOPLE), 0) | {str(state): count for state, count in session.execute(query)}


def alarm_when_refunds_wait(session: Session) -> None:
    """Raise an alarm, once an hour, when a refund waits too long or has an unknown outcome."""
    waits = PaymentRefund.state.in_(FOR_PEOPLE) & (PaymentRefund.queued_at <= now(session) - LATE)
    lost = PaymentRefund.state == RefundState.UNKNOWN
    found = session.scalar(select(PaymentRefund.id).where(waits | lost, ~_OF_TESTS).limit(1))
    if found is not None and counters.mark(session, "alarm: refunds wait", timedelta(hours=1)):
        alarm("refunds wait")
