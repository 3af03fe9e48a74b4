"""The state of the payment simulator: prompts on phones, invoices, payments, refunds, and registrations."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, Field

from app.platform.config.simulated_credentials import SIMULATED_DARAJA_SHORTCODE

ECITIZEN_PAYBILL: Final = "222222"
"""The paybill behind Pesaflow. It knows invoice numbers, and no other account."""
PAYBILLS: Final = (
    (ECITIZEN_PAYBILL, "eCitizen", "an invoice number"),
    (SIMULATED_DARAJA_SHORTCODE, "Lango, an agency's own", "a reference"),
)
"""The paybills that there are: number, name, and what is typed as the account."""


class PromptAnswer(StrEnum):
    """How somebody answers an M-PESA prompt."""

    PIN_RIGHT = "pin_right"
    PIN_WRONG = "pin_wrong"
    CANCEL = "cancel"
    NO_MONEY = "no_money"
    NO_ANSWER = "no_answer"


class Told(StrEnum):
    """How the gateway is told of the end of a prompt."""

    ONCE = "once"
    TWICE = "twice"
    LATE = "late"


RESULT_CODES: Final = {
    PromptAnswer.PIN_RIGHT: "0",
    PromptAnswer.PIN_WRONG: "2001",
    PromptAnswer.CANCEL: "1032",
    PromptAnswer.NO_MONEY: "1",
    PromptAnswer.NO_ANSWER: "1037",
}
"""Daraja's code for each."""


class Prompt(BaseModel):
    """A request for a PIN on a phone; open while it has no `code`.

    `id`: a CheckoutRequestID, or Pesaflow's own. `invoice`: the number of Pesaflow's invoice; empty: it is Daraja's.
    """

    id: str
    phone: str
    amount: Decimal
    payee: str
    account: str
    made_at: datetime
    invoice: str = ""
    merchant_request_id: str = ""
    callback_url: str = ""
    code: str = ""
    receipt: str = ""


class Money(BaseModel):
    """An M-PESA payment that went through."""

    receipt: str
    paybill: str
    account: str
    amount: Decimal
    phone: str
    paid_at: datetime


class Invoice(BaseModel):
    """A checkout of Pesaflow. `reference`: ours (billRefNumber)."""

    number: str
    reference: str
    net: Decimal
    commission: Decimal
    payer_name: str
    notification_url: str
    made_at: datetime
    receipts: list[str] = Field(default_factory=list)

    @property
    def expected(self) -> Decimal:
        """What is to be paid in all."""
        return self.net + self.commission


class Refund(BaseModel):
    """Money that went back to a phone (B2C), under our id for it."""

    id: str
    phone: str
    amount: Decimal
    receipt: str


class PaybillUrls(BaseModel):
    """The registered C2B URLs of a paybill. `version`: 1 hashes the payer's number, 2 masks it."""

    confirmation: str
    validation: str
    default: str
    version: int


class SimulatorState(BaseModel):
    """The whole state. `counts`: how often each call came."""

    token: str = ""
    token_until: datetime | None = None
    prompts: dict[str, Prompt] = Field(default_factory=dict)
    money: dict[str, Money] = Field(default_factory=dict)
    invoices: dict[str, Invoice] = Field(default_factory=dict)
    refunds: dict[str, Refund] = Field(default_factory=dict)
    urls: PaybillUrls | None = None
    has_pull: bool = False
    counts: dict[str, int] = Field(default_factory=dict)

    def count(self, call: str) -> None:
        """Count a call of this kind."""
        self.counts[call] = self.counts.get(call, 0) + 1

    def find_invoice(self, name: str) -> Invoice | None:
        """The invoice with this number or our reference: one that has a payment, else the newest."""
        if name in self.invoices:
            return self.invoices[name]
        mine = [each for each in self.invoices.values() if each.reference == name]
        return next((each for each in mine if each.receipts), mine[-1] if mine else None)

    def paid_on(self, invoice: Invoice) -> Decimal:
        """The total that was paid on an invoice so far."""
        return sum((self.money[each].amount for each in invoice.receipts), Decimal(0))
