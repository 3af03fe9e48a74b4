"""The worker: claims messages, sends them, writes down what came of it; several at a time."""

import signal
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from app.domain import accounts, api_calls, outbox, phones, sign_in, tallies
from app.domain.messages import Channel
from app.domain.outbox import Claimed
from app.house import House
from app.observability import configure_logs, failed, log
from app.providers import Accepted, Outcome, Refused

SENDERS: Final = 16
"""Messages on their way at the same time: at 200 ms for each, 80 a second."""
PAUSE: Final = 0.25
"""Seconds between two looks at the outbox when it was empty."""
SWEEP_EVERY: Final = 5.0
STOP_PATIENCE: Final = 20.0
DUE: Final = (
    outbox.sweep,
    accounts.due_phone_changes,
    api_calls.forget_old,
    sign_in.forget_old,
    tallies.forget_old,
)
IN_BLACKLIST: Final = "406"
"""Africa's Talking: this phone asked its network for no bulk messages (facts, 3.4)."""


class Worker:
    """One worker process. Any number may run beside it, on this machine or others."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sms, self._mail = house.sms_gateway(), house.mail_gateway()
        self._stop = threading.Event()
        self._slots = threading.Semaphore(SENDERS)

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; then finish what is on its way and return."""
        configure_logs()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        sweeper = threading.Thread(target=self._sweep, daemon=True)
        sweeper.start()
        with ThreadPoolExecutor(SENDERS) as senders:
            while not self._stop.is_set():
                if not self.turn(senders):
                    self._stop.wait(PAUSE)

    def turn(self, senders: ThreadPoolExecutor) -> list[Future[None]]:
        """Claim as many messages as there are free senders, and hand them over."""
        try:
            return [senders.submit(self._send_and_free, claimed) for claimed in self._claim()]
        except SQLAlchemyError as error:
            failed("database", error)
            self._stop.wait(1)
            return []

    def _claim(self) -> list[Claimed]:
        free = 0
        while free < SENDERS and self._slots.acquire(blocking=free == 0, timeout=PAUSE if free == 0 else None):
            free += 1
        claimed: list[Claimed] = []
        try:
            if free:
                with self._house.database.transaction() as session:
                    claimed = outbox.claim(session, free, quiet=self._house.is_quiet())
        finally:
            for _ in range(free - len(claimed)):
                self._slots.release()
        return claimed

    def _send_and_free(self, claimed: Claimed) -> None:
        try:
            self.send(claimed)
        except SQLAlchemyError as error:
            failed("database", error)  # the sweep finds the message when its lease has run out
        finally:
            self._slots.release()

    def send(self, claimed: Claimed) -> None:
        """Send one message: first it is written down that it may have left, then it leaves."""
        with self._house.database.transaction() as session:
            if not outbox.attempting(session, claimed):
                return
        outcome = self._hand_over(claimed)
        with self._house.database.transaction() as session:
            if isinstance(outcome, Accepted):
                outbox.accepted(
                    session,
                    claimed,
                    provider_id=outcome.provider_id or None,
                    cost=outcome.cost,
                    parts=outcome.parts,
                )
            elif isinstance(outcome, Refused):
                outbox.refused(session, claimed, reason=outcome.code, temporary=outcome.temporary)
                if outcome.code == IN_BLACKLIST:
                    phones.set_alerts(session, claimed.address, wanted=False)
            else:
                outbox.unknown(session, claimed, reason=outcome.reason)
        log.info("sent", key_of=claimed.kind, channel=claimed.channel, outcome=type(outcome).__name__)

    def _hand_over(self, claimed: Claimed) -> Outcome:
        if claimed.channel == Channel.SMS:
            return self._sms.send(claimed.address, claimed.body, key=claimed.key)
        return self._mail.send(claimed.address, claimed.subject, claimed.body, key=claimed.key)

    def _sweep(self) -> None:
        while not self._stop.wait(SWEEP_EVERY):
            try:
                self.sweep()
            except SQLAlchemyError as error:
                failed("database", error)

    def sweep(self) -> None:
        """The round of things that are due, and of what need not be kept any longer."""
        for due in DUE:
            with self._house.database.transaction() as session:
                due(session)
