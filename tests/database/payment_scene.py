"""A worker and a payment provider (used by the tests of payment requests)."""

from collections.abc import Callable
from concurrent.futures import wait
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from app.container import Container
from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentProvider,
    PaymentQuestion,
    PaymentStatus,
    RefundOutcome,
    RequestAccepted,
    RequestOutcome,
    TransactionPage,
    Verdict,
)
from app.domain.shared.payment_ways import PaymentWays, Provider
from app.worker.payment_requests import PaymentRequests
from tests.conftest import Clock
from tests.database.paying import Paying

TAKEN: Final = RequestAccepted("REQ1")
PENDING: Final = PaymentStatus(Verdict.PENDING)


@dataclass
class Answering:
    """A provider that gives the answers set here, or raises them where they are exceptions; it records its calls."""

    outcome: RequestOutcome | Exception = TAKEN
    status: PaymentStatus | Exception = PENDING
    page: TransactionPage | Exception | None = None
    before: Callable[[], None] = lambda: None
    orders: list[PaymentOrder] = field(default_factory=list)
    questions: list[PaymentQuestion] = field(default_factory=list)
    pages: list[tuple[datetime, datetime]] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)

    def request_payment(self, order: PaymentOrder) -> RequestOutcome:
        self.orders.append(order)
        self.before()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def query_status(self, question: PaymentQuestion) -> PaymentStatus:
        self.questions.append(question)
        self.before()
        if isinstance(self.status, Exception):
            raise self.status
        return self.status

    def fetch_transactions(self, since: datetime, until: datetime) -> TransactionPage | None:
        self.pages.append((since, until))
        if isinstance(self.page, Exception):
            raise self.page
        return self.page

    def send_refund(self, refund_id: str, phone: str, amount_kes: Decimal, *, token: str) -> RefundOutcome | None:
        return None

    def ask_transaction(self, receipt: str, token: str) -> bool:
        self.codes.append((receipt, token))
        self.before()
        return True


class Scene:
    """An application that is to be paid, a stand-in for its provider, and the worker's part that calls it."""

    def __init__(self, container: Container, clock: Clock, ways: PaymentWays) -> None:
        self.paying = Paying(container, clock, ways)
        self.clock, self.provider = clock, Answering()
        self.worker = PaymentRequests(replace(container, contacts=self.paying.contacts), self.providers)

    @property
    def providers(self) -> dict[Provider, PaymentProvider]:
        return {self.paying.provider: self.provider}

    def turn(self, **passes: float) -> int:
        """Let time pass, and run one turn of the worker; the number of calls that it made."""
        self.clock.move(**passes)
        started = self.worker.turn()
        done, _ = wait(started, timeout=10)
        assert len(done) == len(started)
        return len(started)
