"""An application with a fee, and the steps of its payment (used by the tests of payments)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import applications
from app.domain.applications.applications import Application
from app.domain.payments import requests, sweeps, worklist
from app.domain.payments.models import Payment, PaymentReceipt, PaymentRefund
from app.domain.payments.payment_states import PaymentState, ReceiptState
from app.domain.payments.provider_port import (
    MoneyChannel,
    PaymentNotice,
    PaymentStatus,
    RequestAccepted,
    RequestOutcome,
    Transaction,
    Verdict,
)
from app.domain.payments.receipts import settlement
from app.domain.payments.requests import PaymentWish
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.shared.payment_ways import PaymentWays, Provider
from tests.conftest import Clock
from tests.database.applying import applied_for, file
from tests.database.holder import PHONE, opened

PESAFLOW: Final = PaymentWays(has_pesaflow=True, pesaflow_service_id="svc")
DARAJA: Final = PaymentWays(daraja_paybill="600638")
FEE_KES: Final = Decimal(7550)
"""The sum of `applying.FEE`: 7,500 and 50 shillings."""


class Paying:
    """One application that is to be paid, with the steps of its citizen, the worker and the provider."""

    def __init__(self, container: Container, clock: Clock, ways: PaymentWays) -> None:
        self.container, self.clock, self.ways = container, clock, ways
        self.provider = Provider.PESAFLOW if ways.has_pesaflow else Provider.DARAJA
        self.contacts: Contacts = replace(container.contacts, payment_ways=ways)
        applied_for(container)
        self.account = opened(container)
        self.reference = file(container, self.account).reference
        self.names = 0

    def do(self, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
        with self.container.database.transaction() as session:
            return work(session, *args, **named)

    def ask(self, *, prompt: bool = True, payer: str = PHONE) -> str:
        """The citizen agrees to pay; the payment's id."""
        wish = PaymentWish(self.reference, payer, PHONE, "en", prompt)
        return str(self.do(requests.request_payment, wish, self.ways))

    def send(self, outcome: RequestOutcome | None = None) -> str:
        """The worker sends the request, and the provider gives this outcome, accepted by default; the payment's id."""
        self.clock.move(seconds=5)
        [claimed] = self.do(worklist.claim_requests, 5)
        if outcome is None:
            self.names += 1
            outcome = RequestAccepted(f"REQ{self.names}")
        self.do(worklist.record_outcome, claimed, outcome, self.contacts)
        return str(claimed.payment_id)

    def query(self, verdict: Verdict, **facts: Any) -> int:
        """The worker sends all queries that are due, and the provider answers each with this verdict; their number."""
        claimed = self.do(worklist.claim_queries, 10)
        for each in claimed:
            self.do(worklist.record_status, each, PaymentStatus(verdict, **facts), self.contacts)
        return len(claimed)

    def notice(self, payment_id: str | None, receipt: str = "", **facts: Any) -> bool:
        """The provider sends a notification, with a payment's id or for C2B without; whether any of it is new."""
        channel = MoneyChannel.CALLBACK if payment_id else MoneyChannel.C2B
        told = PaymentNotice(self.provider, channel, payment_id, says_paid=bool(receipt), receipt=receipt, **facts)
        return bool(self.do(settlement.hear_notice, told, self.clock()))

    def listed(
        self, receipt: str, amount: Decimal = FEE_KES, account: str | None = "", *, at: datetime | None = None
    ) -> None:
        """The provider's list has this transaction; its account is the reference unless another is given."""
        named = self.reference if account == "" else account
        told = Transaction(receipt, amount, named, at or self.clock())
        self.do(settlement.record_transaction, self.provider, told, MoneyChannel.PULL, self.contacts)

    def sweep(self) -> None:
        """The sweeps that are due read the whole list, and find nothing new in it."""
        while claimed := self.do(sweeps.claim_sweep):
            self.do(sweeps.finish_sweep, claimed, is_whole=True)
            if claimed.name == sweeps.NIGHTLY:
                break

    def read(self, look: Callable[[Session], Any]) -> Any:
        with self.container.database.reading() as session:
            return look(session)

    @property
    def application(self) -> Application:
        key = references.lookup_key(self.reference)
        found: Application | None = self.read(lambda s: applications.find_application(s, key))
        assert found is not None
        return found

    @property
    def status(self) -> str:
        return str(self.application.status)

    def payments(self) -> list[PaymentState]:
        return list(self.read(lambda s: s.scalars(select(Payment.state).order_by(Payment.asked_at)).all()))

    def receipts(self) -> dict[str, ReceiptState]:
        rows = self.read(lambda s: s.scalars(select(PaymentReceipt).order_by(PaymentReceipt.heard_at)).all())
        return {each.receipt if each.named else "?": each.state for each in rows}

    def refunds(self) -> dict[str, Decimal]:
        """The sums to be given back, by their reason."""
        rows = self.read(lambda s: s.scalars(select(PaymentRefund)).all())
        return {str(each.reason): each.amount_kes for each in rows}
