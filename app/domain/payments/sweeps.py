"""Sweeps: they fetch Daraja's list of all that came in, in case a callback was lost.

`recent` fetches the last two hours every 10 minutes, and within 15 s where something waits for it; `nightly` fetches 47
hours. One process at a time fetches.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.payments.models import PaymentSweep
from app.platform.db import ensure, now

RECENT, NIGHTLY = "recent", "nightly"
EVERY: Final = {RECENT: timedelta(minutes=10), NIGHTLY: timedelta(hours=24)}
BACK: Final = {RECENT: timedelta(hours=2), NIGHTLY: timedelta(hours=47)}
"""How far a sweep looks back; the provider keeps 48 hours (source 38)."""
LEASE: Final = timedelta(minutes=2)
BETWEEN: Final = timedelta(seconds=15)
"""Delay of a sweep that something asks for."""
LATER: Final = timedelta(minutes=2)
"""Until the next try after an incomplete sweep."""


@dataclass(frozen=True)
class ClaimedSweep:
    """A sweep that this worker makes, of this period."""

    name: str
    since: datetime
    until: datetime


def ask_soon(session: Session) -> None:
    """Bring the next sweep of the last two hours forward: something waits for it."""
    sweep = _hold(session, RECENT)
    earliest = now(session) + BETWEEN
    sweep.next_at = min(sweep.next_at, earliest)


def claim_sweep(session: Session) -> ClaimedSweep | None:
    """The sweep that is due, leased to the caller; None where none is."""
    for name in (RECENT, NIGHTLY):
        moment = now(session)
        due = select(PaymentSweep).where(PaymentSweep.name == name, PaymentSweep.next_at <= moment)
        if session.get(PaymentSweep, name) is None:
            _hold(session, name)
        sweep = session.scalar(due.with_for_update(skip_locked=True).execution_options(populate_existing=True))
        if sweep is None:
            continue
        since = moment - BACK[name]
        if name == RECENT:
            known = sweep.whole_until or moment - BACK[NIGHTLY]
            since = max(moment - BACK[NIGHTLY], min(since, known - timedelta(minutes=15)))
        sweep.next_at = moment + LEASE
        return ClaimedSweep(name, since, moment)
    return None


def finish_sweep(session: Session, claimed: ClaimedSweep, *, is_whole: bool) -> None:
    """Record the result of a sweep: up to when the list is complete, and when the next one is due."""
    sweep = _hold(session, claimed.name)
    was_asked_for = sweep.next_at < claimed.until + LEASE
    after = claimed.until + (EVERY[claimed.name] if is_whole else LATER)
    sweep.next_at = min(sweep.next_at, after) if was_asked_for else after
    if is_whole:
        sweep.whole_until = claimed.until


def known_until(session: Session) -> datetime | None:
    """Up to when the list is complete; None before the first complete sweep."""
    return session.scalar(select(PaymentSweep.whole_until).where(PaymentSweep.name == RECENT))


def _hold(session: Session, name: str) -> PaymentSweep:
    ensure(session, PaymentSweep, name=name, next_at=now(session))
    query = select(PaymentSweep).where(PaymentSweep.name == name).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()
