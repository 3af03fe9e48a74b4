"""The payment provider of a simulation: its books, its answers, its notices, and payers who enter a PIN or do not."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from random import Random
from typing import Final

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    PaymentNotice,
    PaymentOrder,
    PaymentQuestion,
    PaymentStatus,
    RefundOutcome,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    TransactionPage,
)
from tests.faults.payment_model import NOISE, Invoices

FATES: Final = (*["taken"] * 8, "lost before", "answer lost", "rejected")
PAYERS: Final = (*["pays"] * 5, "pays twice", "nothing")
NOTICES: Final = (*["once"] * 4, "twice", "late", "never")


@dataclass
class Till:
    """Pesaflow, as far as requests for a payment and queries go."""

    seed: int
    clock: Callable[[], datetime]
    later: Callable[[float, Callable[[], object]], None]
    tell: Callable[[PaymentNotice], None]
    books: Invoices = field(default_factory=lambda: Invoices(is_shared=False, names_invoices=True))
    requests: Counter[str] = field(default_factory=Counter)
    """How often each payment was asked for."""
    asked: int = 0

    def request_payment(self, order: PaymentOrder) -> RequestOutcome:
        """See PaymentProvider."""
        self.requests[order.payment_id] += 1
        random = Random(f"{self.seed} request {self.requests.total()}")
        fate = random.choice(FATES)
        if fate == "rejected":
            return RequestRejected("500.001.1001", FailureReason.BUSY_LINE)
        if fate == "lost before":
            return RequestUnknown("ConnectionError")
        accepted = self.books.arrive(order, self.clock())
        does = random.choice(PAYERS)
        for _ in range({"pays": 1, "pays twice": 2, "nothing": 0}[does]):
            told = random.choice(NOTICES) if does == "pays" else "late"  # no query is made about what is paid on top
            self.later(random.uniform(5, 90), partial(self._pay, order, told, random.uniform(1, 600)))
        return RequestUnknown("ReadTimeout") if fate == "answer lost" else accepted

    def _pay(self, order: PaymentOrder, told: str, seconds: float) -> None:
        amount = self.books.requests[order.payment_id].amount
        self.books.pay_invoice(order.payment_id, amount, self.clock())
        notice = self.books.notices(self.books.money[-1])[0]
        for _ in range({"once": 1, "twice": 2, "late": 1, "never": 0}[told]):
            self.later(seconds if told == "late" else 1, lambda: self.tell(notice))

    def query_status(self, question: PaymentQuestion) -> PaymentStatus:
        """See PaymentProvider: one answer in five is noise."""
        self.asked += 1
        random = Random(f"{self.seed} question {self.asked}")
        return NOISE if random.random() < 0.2 else self.books.answer(question, self.clock())

    def fetch_transactions(self, since: datetime, until: datetime) -> TransactionPage | None:
        """Pesaflow has no list."""
        return None

    def send_refund(self, refund_id: str, phone: str, amount_kes: Decimal, *, token: str) -> RefundOutcome | None:
        """Pesaflow sends no refund."""
        return None
