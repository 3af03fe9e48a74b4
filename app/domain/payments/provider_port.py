"""What a payment provider is asked and what it tells: the port that Pesaflow and Daraja implement.

A request for money has three outcomes. Unknown is one of them and never a failure: the answer was lost, and money may
be on its way. No implementation repeats a request by itself (law 13). What is personal stays out of `repr`.
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
    """What a provider is asked for. `token` is the last part of the address that it calls back.

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
    """The provider took the request. `request_id`: what it calls it (an invoice number, a CheckoutRequestID).

    `expected_kes`: what the payer is asked for in all, where the provider says so; it may be more than was ordered.
    """

    request_id: str = field(repr=False)
    expected_kes: Decimal | None = None


@dataclass(frozen=True)
class RequestRejected:
    """The request was certainly not taken, and no prompt is on its way.

    `reason`: what the citizen is told. `is_fault`: an operator has to look, it is no fault of the citizen's.
    """

    code: str
    reason: FailureReason
    is_fault: bool = False


@dataclass(frozen=True)
class RequestUnknown:
    """The request may have been taken: it left, and no answer that can be read came back."""

    why: str


RequestOutcome = RequestAccepted | RequestRejected | RequestUnknown


@dataclass(frozen=True)
class PaymentQuestion:
    """Which request a provider is asked about. `request_id` is empty where the answer to the request was lost."""

    payment_id: str
    request_id: str = field(repr=False)
    reference: str


class Verdict(StrEnum):
    """What a provider says of a request, asked by us."""

    PAID = "paid"
    FAILED = "failed"
    PENDING = "pending"
    UNKNOWN = "unknown"
    """A code that we do not know, noise, no answer: it is asked again."""


@dataclass(frozen=True)
class PaymentStatus:
    """The answer to a question about a request.

    `paid_kes` and `expected_kes` in all, `request_id` (of one whose answer was lost) and `receipt`, where the provider
    says so: Daraja's query tells none of the four.
    """

    verdict: Verdict
    code: str = ""
    reason: FailureReason | None = None
    request_id: str = ""
    paid_kes: Decimal | None = None
    expected_kes: Decimal | None = None
    is_fault: bool = False


class MoneyChannel(StrEnum):
    """By which way a receipt was heard of."""

    CALLBACK = "callback"
    """The outcome of a prompt, or Pesaflow's notification: a hint."""
    C2B = "c2b"
    """A payment to a paybill, told by Daraja: a hint too, for nothing about it is signed."""
    PULL = "pull"
    """The provider's own list, asked for by us."""
    STATUS = "status"
    """A single transaction, asked for by us by its code."""
    QUERY = "query"
    MANUAL = "manual"
    """A member of staff."""
    SIMULATED = "simulated"
    """A test key said so, of a test application: there is no such money."""


@dataclass(frozen=True)
class PaymentNotice:
    """What a provider told us unasked: kept, and believed only once the provider confirms it when asked.

    `payment_id`: of the request whose address was called, None for a payment to a paybill. `account`: as the payer
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
    """Money that the provider says it has, asked by us. `account`: as the payer typed it; None: it does not say."""

    receipt: str
    amount_kes: Decimal
    account: str | None = field(repr=False)
    paid_at: datetime


@dataclass(frozen=True)
class ResultNotice:
    """What came of a question about one transaction, told some time after it was asked (`claim_id`: for whose sake).

    `transaction`: the money that it tells of, if that is complete and ours.
    """

    claim_id: str
    code: str
    transaction: Transaction | None


@dataclass(frozen=True)
class TransactionPage:
    """What came in within a time. `is_whole`: the provider told all of it, so that what is not there did not come."""

    transactions: Sequence[Transaction]
    is_whole: bool


class RefundWord(StrEnum):
    """What the result of a refund says."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """A code that we do not know, or that it waited in vain."""


@dataclass(frozen=True)
class RefundNotice:
    """What became of a refund, told some time after it was sent. `name`: its id, and which attempt it was."""

    name: str
    says: RefundWord
    code: str
    receipt: str = ""
    amount_kes: Decimal | None = None


class RefundOutcome(StrEnum):
    """What became of asking a provider to give money back."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    """This refund was asked for before, under the same id: nothing is paid twice."""
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class PaymentProvider(Protocol):
    """One provider. Safe to call from several threads; raises for nothing that the network does."""

    def request_payment(self, order: PaymentOrder) -> RequestOutcome:
        """Ask for money, once."""
        ...

    def query_status(self, question: PaymentQuestion) -> PaymentStatus:
        """What became of a request. Asking again is safe."""
        ...

    def fetch_transactions(self, since: datetime, until: datetime) -> TransactionPage | None:
        """What came in from one moment to another; None where this provider has no such list (Pesaflow)."""
        ...

    def send_refund(self, refund_id: str, phone: str, amount_kes: Decimal, *, token: str) -> RefundOutcome | None:
        """Give money back, once for each `refund_id`; None where this provider cannot (Pesaflow): it is recorded."""
        ...


@runtime_checkable
class TransactionLookup(Protocol):
    """A provider that looks up one transaction by its code, and tells what it found some time later (Daraja)."""

    def ask_transaction(self, receipt: str, token: str) -> bool:
        """Ask about one; whether the question was taken. Asking again is safe."""
        ...
