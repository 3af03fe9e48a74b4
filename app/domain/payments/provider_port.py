"""The port that the payment providers Pesaflow and Daraja implement: what they are asked and what they answer.

A request for money has three outcomes. Unknown is one of them and not a failure: the response was lost, and money may
be on its way. No implementation repeats a request by itself (law 13). Personal data stays out of `repr`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, runtime_checkable

from app.domain.payments.payment_states import FailureReason
from app.domain.shared.payment_ways import Provider


@dataclass(frozen=True)
class PaymentOrder:
    """A request for money to a provider. `token` is the last part of the callback URL.

    `prompt`: whether the phone is to be prompted; without, Pesaflow makes an invoice that a paybill payment can name.
    """

    payment_id: str
    token: str = field(repr=False)
    reference: str
    amount_kes: Decimal
    phone: str = field(repr=False)
    prompt: bool
    description: str
    service_id: str
    payer_name: str = field(repr=False)
    payer_id_number: str = field(repr=False)
    payer_email: str = field(repr=False)


@dataclass(frozen=True)
class RequestAccepted:
    """The provider accepted the request. `request_id`: its id there (an invoice number, a CheckoutRequestID).

    `expected_kes`: what the payer is asked for in all, where the provider says so; it may be more than was ordered.
    """

    request_id: str = field(repr=False)
    expected_kes: Decimal | None = None


@dataclass(frozen=True)
class RequestRejected:
    """The request was certainly not accepted, and no prompt is on its way.

    `reason`: what the citizen is told. `is_fault`: an operator has to look, it is no fault of the citizen's.
    """

    code: str
    reason: FailureReason
    is_fault: bool = False


@dataclass(frozen=True)
class RequestUnknown:
    """The request may have been accepted: it was sent, and no readable response came."""

    why: str


RequestOutcome = RequestAccepted | RequestRejected | RequestUnknown


@dataclass(frozen=True)
class PaymentQuestion:
    """Which request a provider is asked about. `request_id` is empty where the response to the request was lost."""

    payment_id: str
    request_id: str = field(repr=False)
    reference: str


class Verdict(StrEnum):
    """What a provider says about a request, asked by us."""

    PAID = "paid"
    FAILED = "failed"
    PENDING = "pending"
    UNKNOWN = "unknown"
    """An unknown code, an unreadable response, or none: it is asked again."""


@dataclass(frozen=True)
class PaymentStatus:
    """The answer to a query about a request.

    `paid_kes` and `expected_kes` are totals; with `request_id` (for a lost response) they are set where the provider
    says so: Daraja's query has none of the three.
    """

    verdict: Verdict
    code: str = ""
    reason: FailureReason | None = None
    request_id: str = ""
    paid_kes: Decimal | None = None
    expected_kes: Decimal | None = None
    is_fault: bool = False


class MoneyChannel(StrEnum):
    """The channel that reported a receipt."""

    CALLBACK = "callback"
    """The outcome of a prompt, or Pesaflow's notification: not proof."""
    C2B = "c2b"
    """A payment to a paybill, reported by Daraja: not proof either, as nothing in it is signed."""
    PULL = "pull"
    """The provider's own list, fetched by us."""
    STATUS = "status"
    """A single transaction, asked for by us by its code."""
    QUERY = "query"
    MANUAL = "manual"
    """A member of staff."""
    SIMULATED = "simulated"
    """A test key reported it for a test application: there is no such money."""


@dataclass(frozen=True)
class PaymentNotice:
    """An unsolicited notification of a provider: stored, and trusted only once the provider confirms it when asked.

    `payment_id`: of the request whose callback URL was called, None for a payment to a paybill. `account`: as the payer
    typed it. `receipt` is empty where none is named (a failure).
    """

    provider: Provider
    channel: MoneyChannel
    payment_id: str | None
    says_paid: bool
    code: str = ""
    receipt: str = ""
    amount_kes: Decimal | None = None
    account: str = field(default="", repr=False)
    paid_at: datetime | None = None
    request_id: str = field(default="", repr=False)


@dataclass(frozen=True)
class Transaction:
    """Money that the provider confirms, asked by us. `account`: as the payer typed it; None: it does not say."""

    receipt: str
    amount_kes: Decimal
    account: str | None = field(repr=False)
    paid_at: datetime


@dataclass(frozen=True)
class ResultNotice:
    """The asynchronous answer to a query about one transaction (`claim_id`: of the claim that it was asked for).

    `transaction`: the money that it reports, if that is complete and ours.
    """

    claim_id: str
    code: str
    transaction: Transaction | None


@dataclass(frozen=True)
class TransactionPage:
    """The transactions of a period. `is_whole`: the list is complete, so that what is not in it did not come."""

    transactions: Sequence[Transaction]
    is_whole: bool


class RefundWord(StrEnum):
    """What the result of a refund says."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """An unknown code, or one for a timeout in the provider's queue."""


@dataclass(frozen=True)
class RefundNotice:
    """The asynchronous result of a refund. `name`: its id, and the number of the attempt."""

    name: str
    says: RefundWord
    code: str
    receipt: str = ""
    amount_kes: Decimal | None = None


class RefundOutcome(StrEnum):
    """The outcome of asking a provider to give money back."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    """This refund was sent before, under the same id: nothing is paid twice."""
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class PaymentProvider(Protocol):
    """A payment provider. Safe to call from several threads; a network error raises nothing."""

    def request_payment(self, order: PaymentOrder) -> RequestOutcome:
        """Ask for money, once."""
        ...

    def query_status(self, question: PaymentQuestion) -> PaymentStatus:
        """The status of a request. Asking again is safe."""
        ...

    def fetch_transactions(self, since: datetime, until: datetime) -> TransactionPage | None:
        """The transactions of a period; None where this provider has no such list (Pesaflow)."""
        ...

    def send_refund(self, refund_id: str, phone: str, amount_kes: Decimal, *, token: str) -> RefundOutcome | None:
        """Give money back, once for each `refund_id`; None where this provider cannot (Pesaflow): staff do it."""
        ...


@runtime_checkable
class TransactionLookup(Protocol):
    """A provider that looks up one transaction by its code, and reports the result by callback (Daraja)."""

    def ask_transaction(self, receipt: str, token: str) -> bool:
        """Ask about one; whether the query was accepted. Asking again is safe."""
        ...
