"""The states of a payment and of a receipt, and what leads from one to the other: two tables, as data.

A payment is one request for money; a receipt is money that came in. `make graph` draws both tables, and a test walks
every edge. What is not in a table changes nothing: a failure that is told of a payment that is paid, for example.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class PaymentState(StrEnum):
    """Where a request for money stands."""

    ASKED = "asked"
    """A citizen has agreed; nothing has left yet."""
    SENDING = "sending"
    """Committed before the first byte leaves: from here on it may have reached the provider. It is never sent again."""
    PROMPTED = "prompted"
    """The provider has taken it: a prompt is on its way to the phone, or the invoice can be paid."""
    UNKNOWN = "unknown"
    """The provider's answer to the request was lost."""
    PAID = "paid"
    FAILED = "failed"
    """Not paid, as the provider says; money that comes all the same is still taken."""
    REJECTED = "rejected"
    """The provider did not take the request."""
    UNRESOLVED = "unresolved"
    """Nobody has said for three days what became of it: a person looks."""
    STOPPED = "stopped"
    """Not wanted any more before it left."""


class PaymentEvent(StrEnum):
    """What happens to a request for money."""

    SEND = "send"
    ACCEPT = "accept"
    REJECT = "reject"
    LOSE = "lose"
    """The answer to the request did not come, or cannot be read, or the worker died."""
    CONFIRM = "confirm"
    """The provider says, asked by us, that it is paid."""
    FAIL = "fail"
    """The provider says, asked by us, that it is not, with a final code."""
    LAPSE = "lapse"
    """The provider knows of no payment, and the prompt is long gone."""
    GIVE_UP = "give up"
    STOP = "stop"
    CORRECT = "correct"
    """Paid, says the provider, of one that had ended otherwise here."""


_P, _E = PaymentState, PaymentEvent
PAYMENT_TRANSITIONS: Final[Mapping[tuple[PaymentState, PaymentEvent], PaymentState]] = {
    (_P.ASKED, _E.SEND): _P.SENDING,
    (_P.ASKED, _E.STOP): _P.STOPPED,
    (_P.SENDING, _E.ACCEPT): _P.PROMPTED,
    (_P.SENDING, _E.REJECT): _P.REJECTED,
    (_P.SENDING, _E.LOSE): _P.UNKNOWN,
    # money of it was found before the provider's answer to the request was written down
    (_P.SENDING, _E.CONFIRM): _P.PAID,
    (_P.PROMPTED, _E.CONFIRM): _P.PAID,
    (_P.PROMPTED, _E.FAIL): _P.FAILED,
    (_P.PROMPTED, _E.LAPSE): _P.FAILED,
    (_P.PROMPTED, _E.GIVE_UP): _P.UNRESOLVED,
    # asked by our reference, the provider knows the request whose answer was lost
    (_P.UNKNOWN, _E.ACCEPT): _P.PROMPTED,
    # the provider's answer came after all, later than its worker had time for
    (_P.UNKNOWN, _E.REJECT): _P.REJECTED,
    (_P.UNKNOWN, _E.CONFIRM): _P.PAID,
    (_P.UNKNOWN, _E.FAIL): _P.FAILED,
    (_P.UNKNOWN, _E.LAPSE): _P.FAILED,
    (_P.UNKNOWN, _E.GIVE_UP): _P.UNRESOLVED,
    (_P.UNRESOLVED, _E.CONFIRM): _P.PAID,
    (_P.UNRESOLVED, _E.FAIL): _P.FAILED,
    (_P.FAILED, _E.CORRECT): _P.PAID,
    (_P.REJECTED, _E.CORRECT): _P.PAID,
}
"""The table of a payment: what follows where. PAID has no way out."""
OPEN: Final = (PaymentState.ASKED, PaymentState.SENDING, PaymentState.PROMPTED, PaymentState.UNKNOWN)
"""As long as one stands there, its application gets no second request: the citizen is told not to pay again."""


class ReceiptState(StrEnum):
    """Where money that came in stands."""

    HEARD = "heard"
    """A notification names it, and the provider has not confirmed it yet: it counts for nothing."""
    CREDITED = "credited"
    """It counts for its application."""
    UNMATCHED = "unmatched"
    """The provider has it, and the account that was typed is nobody's: staff look."""
    SURPLUS = "surplus"
    """More than was to be paid, or for what is paid or over: to be given back."""
    REFUNDED = "refunded"
    DOUBTFUL = "doubtful"
    """A notification named it, and the provider never confirmed it: staff look."""


CONFIRMED: Final = (ReceiptState.CREDITED, ReceiptState.SURPLUS, ReceiptState.REFUNDED)
"""States of money that the provider has said to have, for a known application."""


class ReceiptEvent(StrEnum):
    """What happens to money that came in."""

    CREDIT = "credit"
    """Confirmed, and counted for the application whose account it names."""
    MISS = "miss"
    """Confirmed, and its account is nobody's."""
    EXCEED = "exceed"
    """Confirmed, and there is nothing (any more) that it would pay."""
    DOUBT = "doubt"
    MATCH = "match"
    """Staff say which application it is for."""
    WITHDRAW = "withdraw"
    """Its application was withdrawn."""
    REFUND = "refund"


_R, _S = ReceiptState, ReceiptEvent
RECEIPT_TRANSITIONS: Final[Mapping[tuple[ReceiptState, ReceiptEvent], ReceiptState]] = {
    (_R.HEARD, _S.CREDIT): _R.CREDITED,
    (_R.HEARD, _S.MISS): _R.UNMATCHED,
    (_R.HEARD, _S.EXCEED): _R.SURPLUS,
    (_R.HEARD, _S.DOUBT): _R.DOUBTFUL,
    (_R.DOUBTFUL, _S.CREDIT): _R.CREDITED,
    (_R.DOUBTFUL, _S.MISS): _R.UNMATCHED,
    (_R.DOUBTFUL, _S.EXCEED): _R.SURPLUS,
    (_R.UNMATCHED, _S.MATCH): _R.CREDITED,
    (_R.UNMATCHED, _S.EXCEED): _R.SURPLUS,
    (_R.CREDITED, _S.WITHDRAW): _R.SURPLUS,
    (_R.SURPLUS, _S.REFUND): _R.REFUNDED,
}
"""The table of a receipt. One that is confirmed without ever having been heard of goes the same ways from HEARD."""


class FailureReason(StrEnum):
    """Why a payment did not come about, as a citizen is told it."""

    NO_MONEY = "no money"
    LIMIT = "limit"
    """Over a limit of M-PESA: of an amount, or of a day."""
    TOO_SOON = "too soon"
    """The same amount from the same phone within two minutes."""
    BUSY_LINE = "busy line"
    """Another M-PESA request was on the phone."""
    CANCELLED = "cancelled"
    NO_ANSWER = "no answer"
    """Nobody answered the prompt, or it never reached the phone."""
    NOT_PAID = "not paid"
    """No money came in time, and the provider does not say why."""
    WRONG_PIN = "wrong PIN"
    LOCKED = "locked"
    """The M-PESA PIN is blocked."""
    OUT_OF_ORDER = "out of order"
    """The provider's fault, or ours."""


def find_payment_transition(state: str, event: PaymentEvent) -> PaymentState | None:
    """Where an event leads from a state; None where it changes nothing."""
    return PAYMENT_TRANSITIONS.get((PaymentState(state), event)) if state in list(PaymentState) else None


def find_receipt_transition(state: str, event: ReceiptEvent) -> ReceiptState | None:
    """Where an event leads from a state; None where it changes nothing."""
    return RECEIPT_TRANSITIONS.get((ReceiptState(state), event)) if state in list(ReceiptState) else None
