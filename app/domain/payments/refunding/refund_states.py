"""The state machine of a refund: a table of transitions, as data, like those of `payment_states`.

QUEUED money waits for two persons. What they approve is sent once by the worker, or, where its provider cannot send
money, RECORDED to be given back by staff. Nothing is sent a second time automatically: FAILED and UNKNOWN wait for
staff.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class RefundState(StrEnum):
    """The state of a refund."""

    QUEUED = "queued"
    """It is to be given back, and waits for two persons to approve it."""
    APPROVED = "approved"
    """Two persons have approved it; nothing was sent yet."""
    SENDING = "sending"
    """Committed before the first byte is sent: from here on it may have reached the provider."""
    SENT = "sent"
    """The provider has accepted it; its result comes later."""
    RECORDED = "recorded"
    """Its provider cannot send money: staff give it back, from the list that is exported."""
    UNKNOWN = "unknown"
    """There is no result: staff look in the provider's own records."""
    DONE = "done"
    FAILED = "failed"
    """Not paid out. It may be approved again."""


class RefundEvent(StrEnum):
    """What happens to a refund."""

    APPROVE = "approve"
    """A second person has approved it."""
    SEND = "send"
    RECORD = "record"
    ACCEPT = "accept"
    REJECT = "reject"
    """The provider did not accept it, or it was never sent."""
    LOSE = "lose"
    """No response came, or no result, or the provider says that it has had this id before."""
    CONFIRM = "confirm"
    """Paid out: by the provider's result, or by its record that two persons have checked."""
    FAIL = "fail"
    """Not paid out: by the provider's result, or by its record."""


_S, _E = RefundState, RefundEvent
REFUND_TRANSITIONS: Final[Mapping[tuple[RefundState, RefundEvent], RefundState]] = {
    (_S.QUEUED, _E.APPROVE): _S.APPROVED,
    (_S.APPROVED, _E.SEND): _S.SENDING,
    (_S.APPROVED, _E.RECORD): _S.RECORDED,
    # the phone cannot be read any more: its person was erased
    (_S.APPROVED, _E.REJECT): _S.FAILED,
    # the result of an earlier attempt came after it was approved again
    (_S.APPROVED, _E.CONFIRM): _S.DONE,
    (_S.SENDING, _E.ACCEPT): _S.SENT,
    (_S.SENDING, _E.REJECT): _S.FAILED,
    (_S.SENDING, _E.LOSE): _S.UNKNOWN,
    # the provider is not set up for refunds: nothing was sent
    (_S.SENDING, _E.RECORD): _S.RECORDED,
    # the result came before the response was stored
    (_S.SENDING, _E.CONFIRM): _S.DONE,
    (_S.SENDING, _E.FAIL): _S.FAILED,
    (_S.SENT, _E.CONFIRM): _S.DONE,
    (_S.SENT, _E.FAIL): _S.FAILED,
    # a timeout in the provider's queue, or no result within a day
    (_S.SENT, _E.LOSE): _S.UNKNOWN,
    # the response came after the worker's lease
    (_S.UNKNOWN, _E.ACCEPT): _S.SENT,
    (_S.UNKNOWN, _E.REJECT): _S.FAILED,
    (_S.UNKNOWN, _E.CONFIRM): _S.DONE,
    (_S.UNKNOWN, _E.FAIL): _S.FAILED,
    (_S.RECORDED, _E.CONFIRM): _S.DONE,
    (_S.RECORDED, _E.FAIL): _S.FAILED,
    (_S.FAILED, _E.APPROVE): _S.APPROVED,
    # the provider says that one was paid out that had failed here
    (_S.FAILED, _E.CONFIRM): _S.DONE,
}
"""The transitions of a refund. DONE is final."""
FOR_PEOPLE: Final = (RefundState.QUEUED, RefundState.RECORDED, RefundState.UNKNOWN, RefundState.FAILED)
"""States in which staff have to do something."""


def find_refund_transition(state: str, event: RefundEvent) -> RefundState | None:
    """The next state after an event; None where it changes nothing."""
    return REFUND_TRANSITIONS.get((RefundState(state), event)) if state in list(RefundState) else None
