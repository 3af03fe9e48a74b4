"""What the stand-in does wrong, when told to: each fault was seen of a real provider, or is what networks do."""

import threading
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from app.simulator.payments.state import PromptAnswer

UNKNOWN_CODE: Final = "7777"
NON_NUMERIC_CODE: Final = "SFC_IC0003"


class SubmitRefusal(StrEnum):
    """With what words Daraja refuses an STK push that is well formed."""

    LOCKED = "Unable to lock subscriber, a transaction is already in process for the current subscriber"
    BUSY = "System is busy. Please try again in few minutes."
    SPIKE = "Spike arrest violation"
    QUOTA = "Quota Violation"
    BROKEN = "Internal Server Error"


Times = int | bool
"""How often a fault still happens: a number, or True for ever."""


@dataclass
class PaymentFaults:
    """The faults, and ways of behaving that were seen of one installation and not of another.

    Of money: `lose_answer` the checkout or STK push is taken and its answer is lost. Of callbacks (STK, notification,
    C2B confirmation): `lose_callback`, `callback_twice`, `callback_late` (kept back until
    `PaymentSimulator.deliver_late`), `callback_first` (before the submit is answered), `lose_confirmation` (C2B alone).
    Of codes, where they are told: `unknown_code`, `non_numeric_code`.
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
    """A query says that it is still being worked on, whatever it is."""
    empty_in_flight: Times = 0
    """A query is answered 200 with `500.001.1001` and no words."""
    unknown_code: Times = 0
    non_numeric_code: Times = 0
    invalidate_token: Times = 0
    """Somebody else has asked for a token: the one that is shown is not valid any more."""
    queue_timeout: Times = 0
    """A Transaction Status question or a refund ends in the queue: it is told to the time-out address."""
    refuse_submit: SubmitRefusal | None = None
    answer_at_once: PromptAnswer | None = None
    """Each prompt is answered so, without anybody at the phone."""
    confirm_prompts: bool = True
    """A paid prompt also raises a C2B confirmation, where addresses are registered."""
    external_validation: bool = False
    """C2B validation is asked; Safaricom has it off unless one asks for it."""
    commission: Decimal = Decimal("0.00")
    """What Pesaflow adds."""
    hash_form: Literal["token_hash", "secure_hash"] = "token_hash"
    amount_form: Literal["text", "number"] = "text"
    """Amounts of a notification: `"1050.00"`, or `1050`; the hash is made over the same digits."""
    notice_status: str = "paid"
    same_invoice: bool = False
    """A second checkout with one billRefNumber gets the first one's invoice. What the real one does is not known."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def takes(self, name: str) -> bool:
        """Whether a fault happens now; it is used up by one."""
        with self._lock:
            left: Times = getattr(self, name)
            if isinstance(left, bool):
                return left
            setattr(self, name, max(left - 1, 0))
            return left > 0

    def told_code(self, code: str) -> str:
        """The result code that is told in the place of a true one."""
        if self.takes("unknown_code"):
            return UNKNOWN_CODE
        return NON_NUMERIC_CODE if self.takes("non_numeric_code") else code
