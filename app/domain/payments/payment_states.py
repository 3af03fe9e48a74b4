"""The state machines of a payment and of a receipt: two tables of transitions, as data.

A payment is one request for money; a receipt is money that came in. `make graph` draws both tables, and a test walks
every edge. An event that is not in the table changes nothing: for example a failure of a payment that is paid already.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class PaymentState(StrEnum):
    """The state of a request for money."""

    ASKED = "asked"
    """A citizen has agreed; nothing was sent yet."""
    SENDING = "sending"
    """Committed before the first byte is sent: from here on it may have reached the provider. Never sent again."""
    PROMPTED = "prompted"
    """The provider has accepted it: a prompt is on its way to the phone, or the invoice can be paid."""
    UNKNOWN = "unknown"
    """The provider's response to the request was lost."""
    PAID = "paid"
    FAILED = "failed"
    """Not paid, as the provider says; money that comes all the same is still counted."""
    REJECTED = "rejected"
    """The provider refused the request."""
    UNRESOLVED = "unresolved"
    """The provider has given no result for three days: staff decide."""
    STOPPED = "stopped"
    """Cancelled before it was sent."""


class PaymentEvent(StrEnum):
    """What happens to a request for money."""

    SEND = "send"
    ACCEPT = "accept"
    REJECT = "reject"
    LOSE = "lose"
    """The response to the request did not come, or cannot be read, or the worker died."""
    CONFIRM = "confirm"
    """The provider says, asked by us, that it is paid."""
    FAIL = "fail"
    """The provider says, asked by us, that it is not, with a final code."""
    LAPSE = "lapse"
    """The provider knows of no payment, and the prompt has expired long ago."""
    GIVE_UP = "give up"
    STOP = "stop"
    CORRECT = "correct"
    """The provider says that one is paid that had ended otherwise here."""


_P, _E = PaymentState, PaymentEvent
PAYMENT_TRANSITIONS: Final[Mapping[tuple[PaymentState, PaymentEvent], PaymentState]] = {
    (_P.ASKED, _E.SEND): _P.SENDING,
    (_P.ASKED, _E.STOP): _P.STOPPED,
    (_P.SENDING, _E.ACCEPT): _P.PROMPTED,
    (_P.SENDING, _E.REJECT): _P.REJECTED,
    (_P.SENDING, _E.LOSE): _P.UNKNOWN,
    # its money was found before the provider's response to the request was stored
    (_P.SENDING, _E.CONFIRM): _P.PAID,
    (_P.PROMPTED, _E.CONFIRM): _P.PAID,
    (_P.PROMPTED, _E.FAIL): _P.FAILED,
    (_P.PROMPTED, _E.LAPSE): _P.FAILED,
    (_P.PROMPTED, _E.GIVE_UP): _P.UNRESOLVED,
    # asked by our reference, the provider knows the request whose response was lost
    (_P.UNKNOWN, _E.ACCEPT): _P.PROMPTED,
    # the provider's response came after the worker's lease
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
"""The transitions of a payment. PAID is final."""
OPEN: Final = (PaymentState.ASKED, PaymentState.SENDING, PaymentState.PROMPTED, PaymentState.UNKNOWN)
"""While a payment is in one of these, its application gets no second request: the citizen is told not to pay again."""


class ReceiptState(StrEnum):
    """The state of money that came in."""

    HEARD = "heard"
    """A notification names it, and the provider has not confirmed it yet: it does not count."""
    CREDITED = "credited"
    """It counts for its application."""
    UNMATCHED = "unmatched"
    """The provider has confirmed it, and the account that was typed matches no application: staff decide."""
    SURPLUS = "surplus"
    """More than was due, or for an application that is paid or ended: to be given back."""
    REFUNDED = "refunded"
    DOUBTFUL = "doubtful"
    """A notification named it, and the provider never confirmed it: staff decide."""


CONFIRMED: Final = (ReceiptState.CREDITED, ReceiptState.SURPLUS, ReceiptState.REFUNDED)
"""States of money that the provider has confirmed, for a known application."""


class ReceiptEvent(StrEnum):
    """What happens to money that came in."""

    CREDIT = "credit"
    """Confirmed, and counted for the application whose account it names."""
    MISS = "miss"
    """Confirmed, and its account matches no application."""
    EXCEED = "exceed"
    """Confirmed, and nothing is due (any more) that it would pay."""
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
"""The transitions of a receipt. One that is confirmed without an earlier notification starts from HEARD too."""


class ReceiptReason(StrEnum):
    """Why staff see money that came in."""

    UNKNOWN_ACCOUNT = "unknown account"
    ALREADY_PAID = "already paid"
    ENDED = "ended"
    """Its application was cancelled, rejected or never had anything to pay."""
    OVER = "over"
    """It paid its application, and there was something left over."""
    WITHDRAWN = "withdrawn"
    NEVER_CONFIRMED = "never confirmed"


class FailureReason(StrEnum):
    """Why a payment failed, as a citizen is told it."""

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
    """The next state after an event; None where it changes nothing."""
    return PAYMENT_TRANSITIONS.get((PaymentState(state), event)) if state in list(PaymentState) else None


def find_receipt_transition(state: str, event: ReceiptEvent) -> ReceiptState | None:
    """The next state after an event; None where it changes nothing."""
    return RECEIPT_TRANSITIONS.get((ReceiptState(state), event)) if state in list(ReceiptState) else None
