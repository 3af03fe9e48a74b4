"""The faults that the simulator can be set to: each was seen at a real provider, or happens in networks."""

import threading
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from app.simulator.payments.state import PromptAnswer

UNKNOWN_CODE: Final = "7777"
NON_NUMERIC_CODE: Final = "SFC_IC0003"


class SubmitRefusal(StrEnum):
    """The message with which Daraja refuses a well-formed STK push."""

    LOCKED = "Unable to lock subscriber, a transaction is already in process for the current subscriber"
    BUSY = "System is busy. Please try again in few minutes."
    SPIKE = "Spike arrest violation"
    QUOTA = "Quota Violation"
    BROKEN = "Internal Server Error"


Times = int | bool
"""How often a fault still happens: a number, or True for ever."""


@dataclass
class PaymentFaults:
    """The faults, and behaviours that were seen at one installation and not at another.

    Of requests: `lose_answer`: a checkout, STK push or refund is processed, and its answer is lost. Of callbacks (STK,
    notification, C2B confirmation): `lose_callback`, `callback_twice`, `callback_late` (kept back until
    `PaymentSimulator.deliver_late`), `callback_first` (before the submit is answered), `lose_confirmation` (C2B alone).
    Of the codes in answers and callbacks: `unknown_code`, `non_numeric_code`.
    """

    lose_answer: Times = 0
    lose_callback: Times = 0
    lose_confirmation: Times = 0
    callback_twice: Times = 0
    callback_late: Times = 0
    callback_first: Times = 0
    spurious_500: Times = 0
    """Of queries: Daraja's own `500.001.1001`, Pesaflow's page for a server error."""
    stk_4999: Times = 0
    """A query answers that the prompt is still being processed, whatever its state."""
    empty_in_flight: Times = 0
    """A query is answered 200 with `500.001.1001` and an empty message."""
    unknown_code: Times = 0
    non_numeric_code: Times = 0
    invalidate_token: Times = 0
    """Somebody else has fetched a token: the one that a call brings is no longer valid."""
    queue_timeout: Times = 0
    """A Transaction Status query or a refund ends in the queue: the timeout URL is called."""
    refuse_submit: SubmitRefusal | None = None
    answer_at_once: PromptAnswer | None = None
    """Each prompt gets this answer at once, without anybody at the phone."""
    confirm_prompts: bool = True
    """A paid prompt also raises a C2B confirmation, where addresses are registered."""
    external_validation: bool = False
    """C2B validation is on; Safaricom has it off unless one asks for it."""
    commission: Decimal = Decimal("0.00")
    """Shillings that Pesaflow adds to an invoice."""
    hash_form: Literal["token_hash", "secure_hash"] = "token_hash"
    amount_form: Literal["text", "number"] = "text"
    """Amounts of a notification: `"1050.00"`, or `1050`; the hash is made over the same digits."""
    notice_status: str = "paid"
    same_invoice: bool = False
    """A second checkout with the same billRefNumber gets the first invoice. What Pesaflow really does is not known."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def takes(self, name: str) -> bool:
        """Whether a fault happens now; if it is a number, it is reduced by one."""
        with self._lock:
            left: Times = getattr(self, name)
            if isinstance(left, bool):
                return left
            setattr(self, name, max(left - 1, 0))
            return left > 0

    def told_code(self, code: str) -> str:
        """The result code to tell: the true one, or another by a fault."""
        if self.takes("unknown_code"):
            return UNKNOWN_CODE
        return NON_NUMERIC_CODE if self.takes("non_numeric_code") else code
