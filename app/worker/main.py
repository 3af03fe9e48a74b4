"""The worker process: claims messages, sends several at a time, and records their outcomes."""

import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.callbacks.intake import CallbackProcessor
from app.container import Container
from app.domain.messaging import outbox, outbox_sweep
from app.domain.messaging.channel_breaker import OpenBreaker
from app.domain.messaging.messages import WAIT_FOR_REPORT, Channel, Message
from app.domain.messaging.outbox import LEASE, ClaimedMessage
from app.domain.subscribers import phones
from app.platform.observability import configure_logs, failed, log
from app.providers.ports import Accepted, Outcome, Refused, Unknown
from app.worker.audit_linking import AuditLinking
from app.worker.chores import Chore, Rounds, chores
from app.worker.count_keeping import keep_counts
from app.worker.database_retries import retry_until_written
from app.worker.payment_requests import PaymentRequests
from app.worker.refund_sending import RefundSending
from app.worker.sender_pool import SenderPool
from app.worker.sim_swap_checks import SimAsking
from app.worker.webhook_posting import WebhookPosting
from app.worker.worker_counting import WorkerCounting

PAUSE: Final = 0.25
"""Seconds between two queries of the outbox while it is empty."""
BREATH: Final = 0.04
"""Seconds to wait after a claim, so that several senders are free at the next query of the outbox."""
SWEEP_EVERY: Final = 1.0
REPORTS_FIRST: Final = 10.0
"""Seconds after an outage of the database for the web processes to drain their spools, before anything is settled: a
delivery report in a spool saves a second sending."""
PATIENCE: Final = (LEASE + WAIT_FOR_REPORT).total_seconds()
"""Seconds after which an outcome that could not be recorded is settled without it."""
IN_BLACKLIST: Final = "406"
"""Africa's Talking: this phone asked its network for no bulk messages (source 9)."""

T = TypeVar("T")


class Worker:
    """One worker process. Any number may run beside it, on this machine or others."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._intake = CallbackProcessor(container)
        self._sms, self._mail = container.sms_router(), container.mail_gateway()
        self._pools = (SenderPool(Channel.SMS, senders=24, kept=4), SenderPool(Channel.EMAIL, senders=4))
        self._asking = SimAsking(container)
        self._payments, self._refunds = PaymentRequests(container), RefundSending(container)
        self._webhooks = WebhookPosting(container)
        self._linking = AuditLinking(container)
        self._rounds = Rounds(container)
        self._counting = WorkerCounting(container)
        self._asked_to_stop = False
        self._over, self._sender_is_free = threading.Event(), threading.Event()

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; then finish what was started, and return."""
        configure_logs()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        threading.Thread(target=self._sweep_again_and_again, daemon=True).start()
        while not self._asked_to_stop:
            self._sender_is_free.clear()
            if self._turn_or_tell():
                time.sleep(BREATH)
            else:
                self._sender_is_free.wait(PAUSE)
        self.finish()
        self._over.set()
        self._linking.keep()
        self._counting.keep()

    def turn(self) -> list[Future[None]]:
        """Claim as many messages as there are free senders, and start to send them; returns one future for each.

        The futures of SIM checks, payment requests, refunds and webhooks are among them.
        """
        turns = (self._asking.turn, self._payments.turn, self._refunds.turn, self._webhooks.turn)
        started = [each for turn in turns for each in turn()]
        for pool in self._pools:
            for claimed in self._claim(pool):
                future = pool.start(partial(self._send_or_tell, claimed, pool))
                future.add_done_callback(lambda _: self._sender_is_free.set())
                started.append(future)
        return started

    def finish(self) -> None:
        """Wait until all that was started is done; nothing more may be started."""
        self._asking.finish()
        self._payments.finish()
        self._refunds.finish()
        self._webhooks.finish()
        for pool in self._pools:
            pool.finish()

    def sweep(self) -> None:
        """Settle all overdue messages and run the jobs. This machine's spool is drained first: its reports settle
        some."""
        self._intake.drain()
        swept = outbox_sweep.AT_ONCE
        while swept == outbox_sweep.AT_ONCE:
            with self._container.database.transaction() as session:
                swept = outbox_sweep.sweep(session)
        for chore in chores(self._container):
            self._do(chore)
        if self._rounds.is_due:
            keep_counts(self._container)
            self._rounds.record_round([self._do(chore) for chore in self._rounds.chores])
        self._linking.turn()
        self._counting.turn()

    def _do(self, chore: Chore) -> object:
        """Run a job in a transaction of its own. Returns its result; None where it failed: the other jobs go on."""
        try:
            with self._container.database.transaction() as session:
                return chore(session)
        except Exception as error:
            failed("sweep", error)
            return None

    def _ask_to_stop(self, *_: object) -> None:
        self._asked_to_stop = True  # no lock may be taken here: the main thread may hold it

    def _turn_or_tell(self) -> list[Future[None]]:
        try:
            return self.turn()
        except Exception as error:  # one row that cannot be read must not end the worker, and so hold up all others
            failed("database" if isinstance(error, SQLAlchemyError) else "outbox", error)
            return []

    def _claim(self, pool: SenderPool) -> list[ClaimedMessage]:
        free = pool.free()
        if not free:
            return []
        alerts = self._room_for_alerts(pool)
        with self._container.database.reading() as session:
            if not outbox.has_due(session, pool.channel):
                return []
        with self._container.database.transaction() as session:
            return outbox.claim(session, pool.channel, free, most_alerts=alerts)

    def _room_for_alerts(self, pool: SenderPool) -> int:
        """How many alerts may be claimed: by SMS none at night, and only as many as may leave now, so that no code
        waits."""
        if pool.channel != Channel.SMS:
            return pool.free_for_alerts()
        room = self._sms.room()
        most = 0 if self._container.is_quiet() else pool.free_for_alerts()
        return most if room is None else min(most, room)

    def _send_or_tell(self, claimed: ClaimedMessage, pool: SenderPool) -> None:
        try:
            self._send(claimed, pool)
        except Exception as error:
            failed("sender", error)  # the sweep finds the message when its lease has run out

    def _send(self, claimed: ClaimedMessage, pool: SenderPool) -> None:
        """Send one message. Before that, a commit records that it may have been sent."""
        since = time.monotonic()
        if not self._surely(partial(outbox.attempting, claimed=claimed)):
            self._surely(partial(outbox.record_attempt, claimed=claimed, went=False))
            return
        outcome = self._hand_over(claimed, since)
        pool.record_outcome(outcome)
        stands = self._surely(partial(_write_down, claimed=claimed, outcome=outcome))
        what, why = type(outcome).__name__.lower(), getattr(outcome, "code", getattr(outcome, "reason", ""))
        log.info("sent", kind=claimed.kind, channel=claimed.channel, outcome=what, reason=why)
        _alarm(claimed.channel, stands)

    def _hand_over(self, claimed: ClaimedMessage, since: float) -> Outcome:
        """Hand it to the gateway, unless this process was suspended since: another worker may have claimed it."""
        if time.monotonic() - since > LEASE.total_seconds() / 2:
            return Refused("not sent", "the sender slept", temporary=True)
        try:
            if claimed.channel == Channel.SMS:
                return self._sms.send(claimed.address, claimed.body, key=claimed.key)
            return self._mail.send(claimed.address, claimed.subject, claimed.body, key=claimed.key)
        except Exception as error:
            failed("gateway", error)
            return Unknown(type(error).__name__)

    def _surely(self, step: Callable[[Session], T]) -> T:
        """Record what is known of a message, with retries: if that were lost, the message would be sent twice."""
        return retry_until_written(self._container.database, step, seconds=PATIENCE)

    def _sweep_again_and_again(self) -> None:
        was_away = False
        while not self._over.is_set():
            try:
                if was_away:
                    self._reach_outbox()
                    self._over.wait(REPORTS_FIRST)
                    was_away = False
                self.sweep()
            except Exception as error:
                was_away = isinstance(error, SQLAlchemyError)
                failed("sweep", error)
            self._over.wait(SWEEP_EVERY)

    def _reach_outbox(self) -> None:
        """Raises SQLAlchemyError while the outbox cannot be locked and read."""
        with self._container.database.transaction() as session:
            session.scalar(select(Message.id).limit(1).with_for_update(skip_locked=True))


def _write_down(session: Session, *, claimed: ClaimedMessage, outcome: Outcome) -> OpenBreaker | None:
    """Record the outcome of a message. Returns the channel's breaker, where that has opened or closed."""
    if isinstance(outcome, Refused):
        return _write_down_refusal(session, claimed, outcome)
    if isinstance(outcome, Accepted):
        name = outcome.provider_id or None
        outbox.accepted(session, claimed, provider_id=name, cost=outcome.cost, parts=outcome.parts)
    else:
        outbox.unknown(session, claimed, reason=outcome.reason)
    return outbox.record_attempt(session, claimed, went=True)


def _write_down_refusal(session: Session, claimed: ClaimedMessage, outcome: Refused) -> OpenBreaker | None:
    reason = f"{outcome.code} {outcome.reason}"
    if outcome.for_all:
        return OpenBreaker(reason) if outbox.put_off(session, claimed, reason=reason) else None
    if claimed.channel == Channel.SMS and outcome.code == IN_BLACKLIST:
        phones.set_alerts(session, claimed.address, wanted=False)
    outbox.refused(session, claimed, reason=reason, temporary=outcome.temporary)
    return outbox.record_attempt(session, claimed, went=False)


def _alarm(channel: Channel, stands: OpenBreaker | None) -> None:
    """Log that the breaker of a channel has opened or closed: once, and not for each message."""
    if stands and stands.is_over:
        log.warning("goes again", channel=channel, after_seconds=round(stands.seconds), it_was=stands.reason)
    elif stands:
        log.error("stands still", channel=channel, reason=stands.reason)
