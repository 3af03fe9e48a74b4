"""Whether the worker has any payment work: one read, so that a worker without work writes nothing."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.domain.payments import sweeps
from app.domain.payments.claims import unlisted_codes
from app.domain.payments.models import Payment, PaymentSweep
from app.platform.db import now


def has_due_work(session: Session) -> bool:
    """Whether a request is to be sent or asked about, a code to be looked up, or the provider's list to be fetched."""
    moment = now(session)
    ways = (
        exists().where(Payment.next_at <= moment),
        exists().where(PaymentSweep.next_at <= moment),
        *(~exists().where(PaymentSweep.name == name) for name in sweeps.EVERY),  # never fetched so far
        exists().where(unlisted_codes()),
    )
    return bool(session.scalar(select(or_(*ways))))
