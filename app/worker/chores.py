"""The worker's jobs besides sending: at each sweep those that somebody waits for, every 30 s the others."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applying import application_drafts, payment_deadlines
from app.domain.applying.at_desk import desk_drafts
from app.domain.back_office import bulk_runs
from app.domain.back_office.importing import move_imports
from app.domain.idempotency import api_requests, spool_records
from app.domain.identity import otp, sign_in
from app.domain.identity.recovery import pending_changes, reset_codes, sim_swap_checks
from app.domain.messaging import outbox
from app.domain.messaging.outbox import LATE
from app.domain.payments import claims, worklist
from app.domain.payments.receipts import receipt_lists, reconciliation
from app.domain.payments.refunding import refund_figures, refund_worklist
from app.domain.privacy import retention
from app.domain.reporting import empty_searches, hop_counts, message_counts, standing_counts
from app.domain.self_service import phone_change
from app.domain.shared import counters
from app.domain.shared.purge import AT_ONCE
from app.domain.staff import approvals, staff_sessions
from app.domain.tickets import tickets
from app.domain.ussd_state import checkpoints

Chore = Callable[[Session], object]
NOW_AND_THEN: Final[tuple[Chore, ...]] = (
    api_requests.purge_requests,
    spool_records.purge_records,
    checkpoints.purge_checkpoints,
    application_drafts.purge_drafts,
    desk_drafts.purge_desk_drafts,
    payment_deadlines.give_back_kept_slots,
    reconciliation.doubt_unconfirmed,
    receipt_lists.list_left_out,
    reconciliation.alarm_when_late,
    refund_worklist.settle_lost_refunds,
    refund_figures.alarm_when_refunds_wait,
    pending_changes.purge_changes,
    otp.purge_codes,
    sign_in.purge_tries,
    sim_swap_checks.purge_checks,
    counters.purge_counters,
    staff_sessions.purge_sessions,
    approvals.expire_approvals,
    approvals.erase_details,
    bulk_runs.purge_bulks,
    move_imports.purge_imports,
    tickets.purge_tickets,
    hop_counts.purge_counts,
    empty_searches.purge_searches,
    standing_counts.count_standing,
    message_counts.count_messages,
    message_counts.purge_message_counts,
)
"""Jobs that nobody waits for: deleting expired rows, and finding what was left undone. Where one returns a number, it
is that of the rows it handled."""
MOVED_AT_ONCE: Final = 40
"""Applications that one sweep moves, in some 0.4 s: a citizen may wait for the sweep's other jobs."""
REST: Final = timedelta(seconds=30)
"""The pause between two rounds of NOW_AND_THEN, unless the last one left something over."""


def chores(container: Container) -> Iterator[Chore]:
    """The jobs of a sweep, each in its own transaction. Verdicts about SIMs come first: a citizen waits for them."""
    settings = container.settings
    yield partial(reset_codes.tell_verdicts, contacts=container.contacts)
    yield partial(reset_codes.send_delayed, contacts=container.contacts, checks_sims=settings.at_sim_swap)
    yield partial(outbox.alarm_when_late, quiet=container.is_quiet() or container.is_quiet(ago=LATE))
    yield partial(payment_deadlines.remind_unpaid, contacts=container.contacts)
    yield partial(worklist.settle_lost, contacts=container.contacts)
    yield partial(claims.decide_claims, contacts=container.contacts)
    yield partial(payment_deadlines.cancel_unpaid, contacts=container.contacts)
    yield phone_change.due_phone_changes
    yield from moves_of_many(container)


def moves_of_many(container: Container) -> Iterator[Chore]:
    """Jobs that each move one application of a bulk move, MOVED_AT_ONCE at most: the next sweep goes on."""
    for _ in range(MOVED_AT_ONCE):
        with container.database.reading() as session:
            if not bulk_runs.has_due(session):
                return
        yield partial(bulk_runs.move_next, contacts=container.contacts)


class Rounds:
    """Tells when a worker's next round of the jobs in NOW_AND_THEN is due."""

    def __init__(self, container: Container) -> None:
        self._clock = container.database.clock
        self._next: datetime | None = None
        self.chores: tuple[Chore, ...] = (*NOW_AND_THEN, partial(retention.sweep, kept=container.settings.kept))

    @property
    def is_due(self) -> bool:
        """Whether a round is due; also where the clock was set back."""
        return self._next is None or not self._next - REST <= self._clock() < self._next

    def record_round(self, found: Iterable[object]) -> None:
        """Set the time of the next round: after REST, or at once where a job found as many rows as it may handle."""
        is_left = any(isinstance(each, int) and each >= AT_ONCE for each in found)
        self._next = None if is_left else self._clock() + REST
