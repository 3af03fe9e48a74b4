"""How many payments a second one process requests, is notified of, queries and settles, with an instant provider."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from app.container import Container
from app.domain.applications.applications import Application
from app.domain.catalogue.models import Status
from app.domain.payments import requests, worklist
from app.domain.payments.provider_port import MoneyChannel, PaymentNotice, PaymentStatus, RequestAccepted, Verdict
from app.domain.payments.receipts import settlement
from app.domain.payments.requests import PaymentWish
from app.domain.shared.payment_ways import Provider
from tests.database.applying import applied_for, file
from tests.database.holder import opened
from tests.database.paying import FEE_KES, PESAFLOW
from tests.outgoing import phone

THREADS = 4
AT_ONCE = 10
"""What one claim takes, as a worker does: with one, four threads would all try for the same."""
PATIENCE = 300.0
"""Seconds within which a step is done for all payments."""
FIRST = 80_000_000
"""The number of the first phone."""
BEFORE_IT_IS_SENT = 5.0
"""Seconds for which a request waits, so that the citizen's screen is gone when the phone asks for the PIN."""


@dataclass(frozen=True)
class Settled:
    """How many payments were settled, and in how many seconds."""

    payments: int
    seconds: float

    @property
    def a_second(self) -> float:
        """Payments a second through all steps: requested, sent, notified, queried and settled."""
        return self.payments / self.seconds


class Cashier:
    """Plays the citizens who pay, our worker, and a provider that answers at once."""

    def __init__(self, container: Container, references: list[str]) -> None:
        self._container, self._references = container, references
        self._contacts = replace(container.contacts, payment_ways=PESAFLOW)
        self.sent: list[str] = []
        """The ids of the payments that the provider has accepted."""
        self.answered: list[str] = []
        """The ids of those whose query it has answered."""

    def ask(self, number: int) -> None:
        """A citizen agrees to pay."""
        payer = phone(FIRST + number)
        wish = PaymentWish(self._references[number], payer, payer, "en")
        with self._container.database.transaction() as session:
            requests.request_payment(session, wish, PESAFLOW)

    def send(self) -> None:
        """Send the next requests, which the provider accepts."""
        with self._container.database.transaction() as session:
            claimed = worklist.claim_requests(session, AT_ONCE)
        for each in claimed:
            with self._container.database.transaction() as session:
                outcome = RequestAccepted(f"REQ{each.payment_id}")
                worklist.record_outcome(session, each, outcome, self._contacts)
            self.sent.append(each.payment_id)

    def tell(self, number: int) -> None:
        """The provider's callback says that a payment was made; this only causes a query."""
        paid = self.sent[number]
        told = PaymentNotice(Provider.PESAFLOW, MoneyChannel.CALLBACK, paid, says_paid=True, receipt=f"R{paid[:9]}")
        with self._container.database.transaction() as session:
            settlement.hear_notice(session, told, self._container.database.clock())

    def look_up(self) -> None:
        """Query the provider about the next payments; its answers settle them."""
        with self._container.database.transaction() as session:
            claimed = worklist.claim_queries(session, AT_ONCE)
        for each in claimed:
            told = PaymentStatus(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES)
            with self._container.database.transaction() as session:
                worklist.record_status(session, each, told, self._contacts)
            self.answered.append(each.payment_id)

    def count_paid(self) -> int:
        """The number of applications that are paid."""
        mine = Application.reference.in_(self._references) & (Application.status == Status.SUBMITTED)
        with self._container.database.reading() as session:
            return session.scalar(select(func.count()).where(mine)) or 0


def settle(container: Container, count: int) -> Settled:
    """So many citizens pay: each step for all of them, then the next. Raises RuntimeError unless all are settled."""
    applied_for(container, capacity=count)
    cashier = Cashier(container, [_apply(container, number) for number in range(count)])
    with ThreadPoolExecutor(THREADS) as threads:
        spent = _timed(threads, cashier.ask, count)
        time.sleep(BEFORE_IT_IS_SENT)
        spent += _repeated(threads, cashier.send, lambda: len(cashier.sent) >= count)
        spent += _timed(threads, cashier.tell, count)
        spent += _repeated(threads, cashier.look_up, lambda: len(cashier.answered) >= count)
    if (paid := cashier.count_paid()) != count:
        raise RuntimeError(f"{paid} of {count} payments were settled")
    return Settled(count, spent)


def _apply(container: Container, number: int) -> str:
    mine = phone(FIRST + number)
    return file(container, opened(container, f"8{number:07d}", phone=mine), phone=mine).reference


def _repeated(threads: ThreadPoolExecutor, step: Callable[[], None], is_over: Callable[[], bool]) -> float:
    """The seconds until a step, repeated by all threads as workers do, has nothing more to do. Raises RuntimeError."""
    deadline = time.monotonic() + PATIENCE

    def work(_: int) -> None:
        while not is_over():
            step()
            if time.monotonic() > deadline:
                raise RuntimeError("the payments were not settled in time")

    return _timed(threads, work, THREADS)


def _timed(threads: ThreadPoolExecutor, step: Callable[[int], None], count: int) -> float:
    """The seconds that a step takes for all of them."""
    began = time.monotonic()
    for each in [threads.submit(step, number) for number in range(count)]:
        each.result()
    return time.monotonic() - began
