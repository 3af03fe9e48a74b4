"""What the worker does now and then besides sending: changes and codes whose time has come, deleting what is over."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applying import application_drafts, payment_deadlines
from app.domain.idempotency import api_requests, spool_records
from app.domain.identity import otp, sign_in
from app.domain.identity.recovery import pending_changes, reset_codes, sim_swap_checks
from app.domain.messaging import outbox
from app.domain.messaging.outbox import LATE
from app.domain.payments import claims, worklist
from app.domain.payments.receipts import receipt_lists, reconciliation
from app.domain.privacy import retention
from app.domain.self_service import phone_change
from app.domain.shared import counters
from app.domain.ussd_state import checkpoints

Chore = Callable[[Session], object]
ALWAYS: Final[tuple[Chore, ...]] = (
    phone_change.due_phone_changes,
    api_requests.purge_requests,
    spool_records.purge_records,
    checkpoints.purge_checkpoints,
    application_drafts.purge_drafts,
    payment_deadlines.give_back_kept_slots,
    reconciliation.doubt_unconfirmed,
    receipt_lists.list_left_out,
    reconciliation.alarm_when_late,
    pending_changes.purge_changes,
    otp.purge_codes,
    sign_in.purge_tries,
    sim_swap_checks.purge_checks,
    counters.purge_counters,
)
"""What takes nothing but the database."""


def chores(container: Container) -> Iterator[Chore]:
    """Each for a transaction of its own. Verdicts about SIMs come first: a citizen waits for them."""
    settings = container.settings
    yield partial(reset_codes.tell_verdicts, contacts=container.contacts)
    yield partial(reset_codes.send_delayed, contacts=container.contacts, checks_sims=settings.at_sim_swap)
    yield partial(outbox.alarm_when_late, quiet=container.is_quiet() or container.is_quiet(ago=LATE))
    yield partial(payment_deadlines.remind_unpaid, contacts=container.contacts)
    yield partial(worklist.settle_lost, contacts=container.contacts)
    yield partial(claims.decide_claims, contacts=container.contacts)
    yield partial(payment_deadlines.cancel_unpaid, contacts=container.contacts)
    yield from ALWAYS
    yield partial(retention.sweep, kept=settings.kept)
