"""The books of a provider: what really happened to money, written apart from the code under test.

The books of Daraja know prompts, which take exactly what was ordered or nothing, and payments by hand to a paybill,
whose payer types any account and any sum. Those of Pesaflow know invoices, of which any part may be paid. A provider
answers queries, sends notices, and Daraja has a list; `payment_orders.py` decides what arrives late, twice, in part or
not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    MoneyChannel,
    PaymentNotice,
    PaymentOrder,
    PaymentQuestion,
    PaymentStatus,
    RequestAccepted,
    Transaction,
    TransactionPage,
    Verdict,
)
from app.domain.shared.payment_ways import Provider

PRICE: Final = Decimal(100)
"""What each application costs: base and access fee."""
PROMPT_LIVES: Final = timedelta(seconds=120)
"""How long the payer of a prompt can enter the PIN."""
SUCCESS: Final = "0"
UNANSWERED: Final = "1037"
KEPT: Final = timedelta(hours=48)
"""How far back Daraja's list goes."""
NOISE: Final = PaymentStatus(Verdict.UNKNOWN, "500.001.1001")


@dataclass
class Money:
    """One true receipt. `reference`: of the application whose account was named, or "" for an account of nobody."""

    receipt: str
    amount: Decimal
    account: str
    reference: str
    at: datetime
    total: Decimal
    """All that was paid of the same invoice up to here."""
    request: "Request | None" = None


@dataclass
class Request:
    """A request that has arrived: a prompt, or an invoice."""

    payment_id: str
    reference: str
    name: str
    amount: Decimal
    at: datetime
    code: str = ""
    """How the prompt ended; "" while it is on the phone."""
    paid: list[Money] = field(default_factory=list)

    def total(self) -> Decimal:
        """What has been paid of it."""
        return sum((each.amount for each in self.paid), Decimal(0))


class Books:
    """The books of Daraja."""

    provider = Provider.DARAJA

    def __init__(self) -> None:
        self.requests: dict[str, Request] = {}
        self.money: list[Money] = []
        self.names = 0

    def arrive(self, order: PaymentOrder, at: datetime, more: Decimal = Decimal(0)) -> RequestAccepted:
        """A request arrives; the provider's response. `more`: a commission, of which Daraja has none."""
        assert order.payment_id not in self.requests, "a request was sent twice"
        made = Request(order.payment_id, order.reference, self._name("ws_CO_"), order.amount_kes, at)
        self.requests[order.payment_id] = made
        return RequestAccepted(made.name)

    def can_answer(self, payment_id: str, at: datetime) -> bool:
        """Whether a prompt is on a phone."""
        asked = self.requests.get(payment_id)
        return asked is not None and asked.code in ("", UNANSWERED) and at <= asked.at + PROMPT_LIVES

    def pay(self, payment_id: str, at: datetime) -> None:
        """The PIN is entered: also after M-PESA has said that nobody answered."""
        asked = self.requests[payment_id]
        asked.code = SUCCESS
        self._take(asked.amount, asked.reference, asked.reference, at, asked)

    def fail(self, payment_id: str, code: str) -> None:
        """The prompt ends unpaid, with this code."""
        self.requests[payment_id].code = code

    def pay_by_hand(self, account: str, reference: str, amount: Decimal, at: datetime) -> None:
        """Somebody pays to the paybill."""
        self._take(amount, account, reference, at)

    def answer(self, question: PaymentQuestion, at: datetime) -> PaymentStatus:
        """The true answer to a query about a request."""
        asked = next((each for each in self.requests.values() if each.name == question.request_id), None)
        if asked is None:
            return NOISE
        if not asked.code and at > asked.at + PROMPT_LIVES:
            asked.code = UNANSWERED
        if not asked.code:
            return PaymentStatus(Verdict.PENDING, "4999")
        if asked.code == SUCCESS:
            return PaymentStatus(Verdict.PAID, SUCCESS)
        return PaymentStatus(Verdict.FAILED, asked.code, FailureReason.NO_ANSWER)

    def notices(self, money: Money) -> list[PaymentNotice]:
        """All notices about money: the outcome of its prompt, and the confirmation of the paybill."""
        told = [
            PaymentNotice(
                self.provider,
                MoneyChannel.C2B,
                None,
                True,
                SUCCESS,
                money.receipt,
                money.amount,
                money.account,
                money.at,
            )
        ]
        return [self.outcome(money.request), *told] if money.request else told

    def outcome(self, asked: Request) -> PaymentNotice:
        """The notice about the outcome of a prompt."""
        money = asked.paid[0] if asked.paid else None
        return PaymentNotice(
            self.provider,
            MoneyChannel.CALLBACK,
            asked.payment_id,
            says_paid=money is not None,
            code=asked.code or UNANSWERED,
            receipt=money.receipt if money else "",
            amount_kes=money.amount if money else None,
            paid_at=money.at if money else None,
            request_id=asked.name,
        )

    def page(self, since: datetime, until: datetime, *, missing: Sequence[str] = ()) -> TransactionPage:
        """The list of what came in, or a part of it."""
        came = [each for each in self.money if since <= each.at <= until and each.receipt not in missing]
        told = [Transaction(each.receipt, each.amount, each.account, each.at) for each in came]
        return TransactionPage(told, is_whole=not missing)

    def came_for(self, reference: str) -> Decimal:
        """All that was paid with the account of an application."""
        return sum((each.amount for each in self.money if each.reference == reference), Decimal(0))

    def _take(self, amount: Decimal, account: str, reference: str, at: datetime, asked: Request | None = None) -> None:
        before = asked.total() if asked else Decimal(0)
        came = Money(self._name("SJ"), amount, account, reference, at, before + amount, asked)
        self.money.append(came)
        if asked is not None:
            asked.paid.append(came)

    def _name(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names:08d}"


class Invoices(Books):
    """The books of Pesaflow. What is not documented of it is tried both ways.

    `is_shared`: a second checkout with the same reference is about the same invoice. `names_invoices`: the answer to a
    query by our reference has the invoice's number.
    """

    provider = Provider.PESAFLOW

    def __init__(self, *, is_shared: bool, names_invoices: bool) -> None:
        super().__init__()
        self.is_shared, self.names_invoices = is_shared, names_invoices

    def arrive(self, order: PaymentOrder, at: datetime, more: Decimal = Decimal(0)) -> RequestAccepted:
        """A checkout arrives: a new invoice, or the one that there is."""
        assert order.payment_id not in self.requests, "a request was sent twice"
        same = self._latest(order.reference) if self.is_shared else None
        made = same or Request(order.payment_id, order.reference, self._name("INV"), order.amount_kes + more, at)
        made.at, made.code = at, ""
        self.requests[order.payment_id] = made
        return RequestAccepted(made.name, made.amount)

    def can_answer(self, payment_id: str, at: datetime) -> bool:
        """Whether a prompt for an invoice is on a phone."""
        asked = self.requests.get(payment_id)
        return asked is not None and not asked.code and at <= asked.at + PROMPT_LIVES

    def pay_invoice(self, payment_id: str, amount: Decimal, at: datetime) -> None:
        """Somebody pays to the paybill, with the number of an invoice."""
        asked = self.requests[payment_id]
        self._take(amount, asked.name, asked.reference, at, asked)

    def answer(self, question: PaymentQuestion, at: datetime) -> PaymentStatus:
        """The true answer to a query about an invoice, by its number or by our reference."""
        named = next((each for each in self.requests.values() if each.name == question.request_id), None)
        asked = named if question.request_id else self._latest(question.reference)
        if asked is None or asked.reference != question.reference:
            return PaymentStatus(Verdict.PENDING, "404")
        total = asked.total()
        return PaymentStatus(
            Verdict.PAID if total >= asked.amount else Verdict.PENDING,
            "paid" if total >= asked.amount else "pending",
            request_id=asked.name if named or self.names_invoices else "",
            paid_kes=total,
            expected_kes=asked.amount,
        )

    def notices(self, money: Money) -> list[PaymentNotice]:
        """The notices about money: one with its own sum and one with the total so far, as either may be sent."""
        assert money.request is not None
        return [
            PaymentNotice(
                self.provider,
                MoneyChannel.CALLBACK,
                money.request.payment_id,
                says_paid=True,
                code="paid",
                receipt=money.receipt,
                amount_kes=amount,
                account=money.reference,
                paid_at=money.at,
                request_id=money.request.name,
            )
            for amount in (money.amount, money.total)
        ]

    def _latest(self, reference: str) -> Request | None:
        mine = [each for each in self.requests.values() if each.reference == reference]
        return mine[-1] if mine else None
