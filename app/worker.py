"""The worker: claims messages, sends them, writes down what came of it; several at a time."""

import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain import accounts, api_calls, checkpoints, otp, outbox, phones, sign_in, sweeping, tallies
from app.domain.messages import WAIT_FOR_REPORT, Channel
from app.domain.outbox import LEASE, Claimed
from app.house import House
from app.observability import configure_logs, failed, log
from app.providers import Accepted, Outcome, Refused, Unknown

PAUSE: Final = 0.25
"""Seconds between two looks at the outbox when it was empty."""
BREATH: Final = 0.04
"""Seconds in which some senders become free, so that one look at the outbox serves several."""
SWEEP_EVERY: Final = 1.0
LONGEST_PAUSE: Final = 5.0
"""Seconds between two tries to write something down while the database is out of order."""
PATIENCE: Final = (LEASE + WAIT_FOR_REPORT).total_seconds()
"""Seconds after which an outcome that could not be written down is settled without it."""
MANY: Final = 40
REST: Final = 30.0
"""Seconds for which a provider that left so many outcomes in a row unknown gets no alerts, then one to try it."""
IN_BLACKLIST: Final = "406"
"""Africa's Talking: this phone asked its network for no bulk messages (facts, 3.4)."""

DUE: Final = (
    accounts.due_phone_changes,
    api_calls.forget_old,
    checkpoints.forget_old,
    otp.forget_old,
    sign_in.forget_old,
    tallies.forget_old,
)
"""What else is done now and then: changes whose time has come, and what need not be kept any longer."""

T = TypeVar("T")


@dataclass
class Lane:
    """The senders of one channel, each a thread: a mail server that hangs holds up no SMS.

    `kept` of them take no alert, so that an OTP or a reply finds one free however many alerts there are.
    """

    channel: Channel
    senders: int
    kept: int = 0
    _sending: set[Future[None]] = field(default_factory=set)
    _unknown_in_a_row: int = 0
    _rests_until: float = 0.0

    def __post_init__(self) -> None:
        self._threads = ThreadPoolExecutor(self.senders, thread_name_prefix=self.channel)

    def free(self) -> int:
        """How many senders have nothing to send."""
        self._sending = {each for each in self._sending if not each.done()}
        return self.senders - len(self._sending)

    def free_for_alerts(self) -> int:
        """How many of them may take an alert: none while the provider is left in peace, then one to try it."""
        if time.monotonic() < self._rests_until:
            return 0
        free = max(0, self.free() - self.kept)
        return free if self._unknown_in_a_row < MANY else min(1, free)

    def heard(self, outcome: Outcome) -> None:
        """Mind how the provider is: while it is out of order, each attempt would burn one of an alert's two."""
        self._unknown_in_a_row = self._unknown_in_a_row + 1 if isinstance(outcome, Unknown) else 0
        if self._unknown_in_a_row >= MANY:
            self._rests_until = time.monotonic() + REST

    def start(self, work: Callable[[], None]) -> Future[None]:
        """Give a free sender something to do."""
        future = self._threads.submit(work)
        self._sending.add(future)
        return future

    def finish(self) -> None:
        """Wait until every sender is done; none starts again."""
        self._threads.shutdown()


class Worker:
    """One worker process. Any number may run beside it, on this machine or others."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sms, self._mail = house.sms_gateway(), house.mail_gateway()
        self._lanes = (Lane(Channel.SMS, senders=24, kept=4), Lane(Channel.EMAIL, senders=4))
        self._asked_to_stop = False
        self._over, self._sender_is_free = threading.Event(), threading.Event()

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; then finish what is on its way and return."""
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

    def turn(self) -> list[Future[None]]:
        """Claim as many messages as there are free senders, and have them sent; one future for each."""
        started = []
        for lane in self._lanes:
            for claimed in self._claim(lane):
                future = lane.start(partial(self._send_or_tell, claimed, lane))
                future.add_done_callback(lambda _: self._sender_is_free.set())
                started.append(future)
        return started

    def finish(self) -> None:
        """Wait for what is on its way; nothing is claimed any more."""
        for lane in self._lanes:
            lane.finish()

    def sweep(self) -> None:
        """Settle all that is overdue."""
        swept = sweeping.AT_ONCE
        while swept == sweeping.AT_ONCE:
            with self._house.database.transaction() as session:
                swept = sweeping.sweep(session)
        for due in DUE:
            with self._house.database.transaction() as session:
                due(session)

    def _ask_to_stop(self, *_: object) -> None:
        self._asked_to_stop = True  # no lock may be taken here: the main thread may hold it

    def _turn_or_tell(self) -> list[Future[None]]:
        try:
            return self.turn()
        except SQLAlchemyError as error:
            failed("database", error)
            return []

    def _claim(self, lane: Lane) -> list[Claimed]:
        free = lane.free()
        if not free:
            return []
        alerts = 0 if self._house.is_quiet() else lane.free_for_alerts()
        with self._house.database.transaction() as session:
            return outbox.claim(session, lane.channel, free, most_alerts=alerts)

    def _send_or_tell(self, claimed: Claimed, lane: Lane) -> None:
        try:
            self._send(claimed, lane)
        except Exception as error:
            failed("sender", error)  # the sweep finds the message when its lease has run out

    def _send(self, claimed: Claimed, lane: Lane) -> None:
        """Send one message: first it is written down that it may have left, then it leaves."""
        since = time.monotonic()
        if self._surely(partial(outbox.attempting, claimed=claimed)):
            outcome = self._hand_over(claimed, since)
            lane.heard(outcome)
            self._surely(partial(_write_down, claimed=claimed, outcome=outcome))
            what, why = type(outcome).__name__.lower(), getattr(outcome, "code", getattr(outcome, "reason", ""))
            log.info("sent", kind=claimed.kind, channel=claimed.channel, outcome=what, reason=why)

    def _hand_over(self, claimed: Claimed, since: float) -> Outcome:
        """Let it leave, unless this process slept since: another worker may then have taken the message over."""
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
        """Do a step in a transaction of its own, and again while the database is out of order.

        What is known of a message must be written down: forgotten, it would be sent twice.
        """
        pause, deadline = 0.1, time.monotonic() + PATIENCE
        while True:
            try:
                with self._house.database.transaction() as session:
                    return step(session)
            except SQLAlchemyError as error:
                failed("database", error)
                if time.monotonic() > deadline:
                    raise
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _sweep_again_and_again(self) -> None:
        while not self._over.is_set():
            try:
                self.sweep()
            except Exception as error:
                failed("sweep", error)
            self._over.wait(SWEEP_EVERY)


def _write_down(session: Session, *, claimed: Claimed, outcome: Outcome) -> None:
    if isinstance(outcome, Accepted):
        name = outcome.provider_id or None
        outbox.accepted(session, claimed, provider_id=name, cost=outcome.cost, parts=outcome.parts)
    elif isinstance(outcome, Refused):
        if claimed.channel == Channel.SMS and outcome.code == IN_BLACKLIST:
            phones.set_alerts(session, claimed.address, wanted=False)
        reason = f"{outcome.code} {outcome.reason}"
        outbox.refused(session, claimed, reason=reason, temporary=outcome.temporary)
    else:
        outbox.unknown(session, claimed, reason=outcome.reason)
