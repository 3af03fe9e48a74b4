"""What may happen to payments, done to the code under test: by citizens, the worker, a provider, staff, and time."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from sqlalchemy import select, text

from app.container import Container
from app.domain.applications import applications
from app.domain.applications.applications import Applicant, Application
from app.domain.applications.moves import Transition
from app.domain.applying import payment_deadlines, withdrawal
from app.domain.catalogue.models import Service, Status
from app.domain.payments import orders, requests, sweeps, worklist
from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.payments.payment_states import FailureReason, ReceiptState
from app.domain.payments.provider_port import (
    MoneyChannel,
    PaymentNotice,
    PaymentStatus,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    Transaction,
)
from app.domain.payments.receipts import reconciliation, settlement
from app.domain.payments.requests import PaymentRefused, PaymentWish
from app.domain.payments.worklist import ClaimedQuery, ClaimedRequest
from app.domain.shared import references
from app.domain.shared.errors import NotAllowed
from app.domain.shared.payment_ways import PaymentWays, Provider
from app.domain.shared.persons import AccountType
from tests.conftest import Clock
from tests.database.holder import NUMBER, PHONE, login, opened
from tests.faults.payment_model import NOISE, PRICE, Books

SERVICE: Final = "passport-renew-34"
TABLES: Final = (
    "payment_refunds", "payment_claims", "payment_receipts", "payments", "payment_sweeps", "messages",
    "tallies", "application_changes", "applications",
)  # fmt: skip
REST: Final = (20, 150, 1300, 7200, 86400, 86400, 86400, 86400)
"""Seconds between the last turns of the worker: when the last are over it asks about nothing any more."""
REJECTED: Final = RequestRejected("500.001.1001", FailureReason.BUSY_LINE)
WAYS: Final = {
    Provider.DARAJA: PaymentWays(daraja_paybill="600638"),
    Provider.PESAFLOW: PaymentWays(has_pesaflow=True, pesaflow_service_id="svc"),
}


@dataclass
class Late:
    """A result that a worker records when others have gone on without it."""

    claimed: ClaimedRequest | ClaimedQuery
    found: RequestOutcome | PaymentStatus


class Orders:
    """A few applications that are to be paid, and everything that is done about them."""

    def __init__(self, container: Container, clock: Clock, books: Books, *, many: int, account: str = "") -> None:
        self.container, self.clock, self.books = container, clock, books
        self.ways = WAYS[books.provider]
        self.contacts = replace(container.contacts, payment_ways=self.ways)
        self.account = account or opened(container)
        self.sent: Counter[str] = Counter()
        """How often a request of each payment was handed out to be sent."""
        self.told: set[tuple[str, str | None, Decimal | None]] = set()
        """The notices that were delivered: receipt, payment, amount."""
        self.matched: dict[str, str] = {}
        self.late: list[Late] = []
        self.references = self.do(self._record_applications, many)

    def do(self, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Do something in a transaction of its own."""
        with self.container.database.transaction() as session:
            return work(session, *args, **named)

    def _record_applications(self, session: Any, many: int) -> list[str]:
        for table in TABLES:
            session.execute(text(f"DELETE FROM {table}"))
        service, made = session.get_one(Service, SERVICE), []
        for number in range(many):
            applicant, digits = Applicant(AccountType.CITIZEN, NUMBER, PHONE), f"102030405{number:02d}"
            reference = digits + references.check_digit(digits)
            each = applications.add(
                session, service, applicant, reference=reference, answers=None, account_id=self.account
            )
            each.base_fee_kes, each.access_fee_kes, each.form_digest = PRICE - 50, Decimal(50), "of a form"
            session.flush()
            applications.place_at(session, each, Transition(Status.AWAITING_PAYMENT), actor="test")
            made.append(each.reference)
        return made

    # What citizens and staff do

    def ask(self, reference: str) -> None:
        """A citizen agrees to pay, or tries again."""
        with self.container.database.transaction() as session, suppress(PaymentRefused):
            requests.request_payment(session, PaymentWish(reference, PHONE, PHONE, "en"), self.ways)
        self.do(lambda session: session.execute(text("DELETE FROM tallies")))

    def check(self, reference: str) -> None:
        """A citizen asks whether it was paid."""
        self.do(requests.ask_now, reference)

    def withdraw(self, reference: str) -> None:
        """A citizen withdraws the application."""
        who = login(self.container, self.account)
        with suppress(NotAllowed):
            self.do(withdrawal.withdraw, who, reference, phone=PHONE, contacts=self.contacts)

    def match(self, random: Random, reference: str) -> None:
        """Staff say which application the money of an unknown account is for."""
        with self.container.database.reading() as session:
            lost = select(PaymentReceipt.receipt).where(PaymentReceipt.state == ReceiptState.UNMATCHED)
            found = sorted(session.scalars(lost))
        if found:
            receipt = random.choice(found)
            match = reconciliation.match_receipt
            self.do(match, receipt, reference, actor="clerk", contacts=self.contacts)
            self.matched[receipt] = reference

    # What the worker does

    def send(self, random: Random, fates: tuple[str, ...]) -> None:
        """The worker sends what is due, and each request has one of these fates."""
        for claimed in self.do(worklist.claim_requests, 20):
            self.sent[claimed.payment_id] += 1
            outcome = self._fate(claimed, random.choice(fates), random)
            if outcome is not None:
                self.do(worklist.record_outcome, claimed, outcome, self.contacts)

    def _fate(self, claimed: ClaimedRequest, fate: str, random: Random) -> RequestOutcome | None:
        """The outcome of a request by its fate; None where its worker does not record one, or not yet."""
        if fate == "rejected":
            return REJECTED
        if fate in ("lost", "died"):  # before it has arrived
            return RequestUnknown("ConnectionError") if fate == "lost" else None
        more = Decimal(random.choice((0, 0, 5)))
        accepted = self.books.arrive(claimed.order, self.clock(), more)
        if fate == "answer lost":
            return RequestUnknown("ReadTimeout")
        if fate == "said no":  # and took it
            return REJECTED
        if fate == "late":
            self.late.append(Late(claimed, accepted))
        if fate == "twice":
            self.do(worklist.record_outcome, claimed, accepted, self.contacts)
        return None if fate in ("late", "died after") else accepted

    def query(self, random: Random, fates: tuple[str, ...]) -> None:
        """The worker asks about what is due, and each answer has one of these fates."""
        for claimed in self.do(worklist.claim_queries, 20):
            fate = random.choice(fates)
            status = NOISE if fate == "noise" else self.books.answer(claimed.question, self.clock())
            if fate == "late":
                self.late.append(Late(claimed, status))
            elif fate != "died":
                self.do(worklist.record_status, claimed, status, self.contacts)

    def record_late(self, number: int) -> None:
        """A worker records, late, what it has found out."""
        late = self.late.pop(number % len(self.late))
        if isinstance(late.claimed, ClaimedRequest):
            self.do(worklist.record_outcome, late.claimed, late.found, self.contacts)
        else:
            self.do(worklist.record_status, late.claimed, late.found, self.contacts)

    def sweep(self, missing: tuple[str, ...] = (), *, is_whole: bool = True) -> None:
        """The worker reads the list, or a part of it. Pesaflow has none."""
        if self.books.provider is not Provider.DARAJA:
            return
        while claimed := self.do(sweeps.claim_sweep):
            page = self.books.page(claimed.since, claimed.until, missing=missing)
            for each in page.transactions:
                self.tell_listed(each)
            self.do(sweeps.finish_sweep, claimed, is_whole=page.is_whole and is_whole)

    def tell_listed(self, transaction: Transaction) -> None:
        """Record a transaction of the list."""
        self.do(settlement.record_transaction, Provider.DARAJA, transaction, MoneyChannel.PULL, contacts=self.contacts)

    def do_chores(self) -> None:
        """The other chores of the worker."""
        self.do(worklist.settle_lost, self.contacts)
        self.do(payment_deadlines.cancel_unpaid, self.contacts)
        self.do(reconciliation.doubt_unconfirmed)

    # What a provider sends

    def hear(self, notice: PaymentNotice) -> None:
        """Deliver a notice."""
        self.told.add((notice.receipt, notice.payment_id, notice.amount_kes))
        self.do(settlement.hear_notice, notice, self.clock())

    def forge(self, random: Random, reference: str) -> None:
        """Somebody who knows a callback's URL posts a success: with an invented receipt, or with somebody else's."""
        with self.container.database.reading() as session:
            mine = select(Payment.id).join(Application).where(Application.reference == reference)
            known = list(session.scalars(mine.where(Payment.sent_at.is_not(None)).order_by(Payment.asked_at)))
            named = {orders.request_name_of(each) for each in session.scalars(select(Payment))}
        # nobody can know the name of a prompt that we have not recorded
        ours = [each.name for each in self.books.requests.values() if each.name in named]
        true = [each.receipt for each in self.books.money]
        receipt = random.choice([f"FORGED{random.randrange(3)}", *random.sample(true, min(1, len(true)))])
        names = ["", "ws_CO_forged", *ours]
        is_prompt = bool(known) and random.random() < 0.7
        if self.books.provider is Provider.PESAFLOW:
            is_prompt, names = True, [""]  # the invoice and the total are signed; the receipt and its sum are not
            if not known:
                return
        notice = PaymentNotice(
            self.books.provider,
            MoneyChannel.CALLBACK if is_prompt else MoneyChannel.C2B,
            random.choice(known) if is_prompt else None,
            says_paid=True,
            code="0",
            receipt=receipt,
            amount_kes=Decimal(random.choice((1, 100, 5000))),
            account=random.choice([reference, "12345"]),
            request_id=random.choice(names) if is_prompt else "",
        )
        self.do(settlement.hear_notice, notice, self.clock())

    # The end: everything is delivered, and nothing is left to do

    def _tell_all(self) -> None:
        while self.late:
            self.record_late(0)
        for money in tuple(self.books.money):
            for notice in self.books.notices(money):
                if (notice.receipt, notice.payment_id, notice.amount_kes) not in self.told:
                    self.hear(notice)

    def drain(self) -> None:
        """Deliver every notice, write every late record, answer every query truly, and read the whole list."""
        self._tell_all()
        for step in REST:
            self.clock.move(seconds=step)
            self.send(Random(0), ("accepted",))
            self.query(Random(0), ("true",))
            if step in (1300, 86400):
                self.sweep()
            self.do(worklist.settle_lost, self.contacts)
        if self.books.provider is Provider.DARAJA:
            for each in self.books.page(self.clock() - timedelta(days=900), self.clock()).transactions:
                self.tell_listed(each)
        self.do(reconciliation.doubt_unconfirmed)
