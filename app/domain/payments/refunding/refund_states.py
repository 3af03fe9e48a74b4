"""The states of a refund and what leads from one to the other: a table, as data, like those of `payment_states`.

QUEUED money waits for two persons. What they have agreed on is sent once by the worker, or, where its provider cannot
send money, RECORDED to be given back by people. Nothing here leads to a second sending by itself: FAILED and UNKNOWN
wait for people.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class RefundState(StrEnum):
    """Where giving money back stands."""

    QUEUED = "queued"
    """It is to be given back, and waits for two persons to agree."""
    APPROVED = "approved"
    """Two persons have agreed; nothing has left yet."""
    SENDING = "sending"
    """Committed before the first byte leaves: from here on it may have reached the provider."""
    SENT = "sent"
    """The provider has taken it; its result comes later."""
    RECORDED = "recorded"
    """Its provider cannot send money: people give it back, from the list that is exported."""
    UNKNOWN = "unknown"
    """Nobody has said what became of it: a person looks in the provider's own records."""
    DONE = "done"
    FAILED = "failed"
    """Not paid out. It may be agreed on again."""


class RefundEvent(StrEnum):
    """What happens to a refund."""

    APPROVE = "approve"
    """A second person has agreed to it."""
    SEND = "send"
    RECORD = "record"
    ACCEPT = "accept"
    REJECT = "reject"
    """The provider did not take it, or it never left."""
    LOSE = "lose"
    """The answer did not come, or no result, or the provider says that it has had this id before."""
    CONFIRM = "confirm"
    """Paid out: by the result of the provider, or by its record that two persons have looked at."""
    FAIL = "fail"
    """Not paid out: by the result of the provider, or by its record."""


_S, _E = RefundState, RefundEvent
REFUND_TRANSITIONS: Final[Mapping[tuple[RefundState, RefundEvent], RefundState]] = {
    (_S.QUEUED, _E.APPROVE): _S.APPROVED,
    (_S.APPROVED, _E.SEND): _S.SENDING,
    (_S.APPROVED, _E.RECORD): _S.RECORDED,
    # nobody can read the phone any more: its person was erased
    (_S.APPROVED, _E.REJECT): _S.FAILED,
    # the result of an earlier sending came after it had been agreed on again
    (_S.APPROVED, _E.CONFIRM): _S.DONE,
    (_S.SENDING, _E.ACCEPT): _S.SENT,
    (_S.SENDING, _E.REJECT): _S.FAILED,
    (_S.SENDING, _E.LOSE): _S.UNKNOWN,
    # the provider is not set up for it, and said so before anything left
    (_S.SENDING, _E.RECORD): _S.RECORDED,
    # the result came before the answer was written down
    (_S.SENDING, _E.CONFIRM): _S.DONE,
    (_S.SENDING, _E.FAIL): _S.FAILED,
    (_S.SENT, _E.CONFIRM): _S.DONE,
    (_S.SENT, _E.FAIL): _S.FAILED,
    # it waited in the provider's queue in vain, or no result came within a day
    (_S.SENT, _E.LOSE): _S.UNKNOWN,
    # the answer came after all, later than its worker had time for
    (_S.UNKNOWN, _E.ACCEPT): _S.SENT,
    (_S.UNKNOWN, _E.REJECT): _S.FAILED,
    (_S.UNKNOWN, _E.CONFIRM): _S.DONE,
    (_S.UNKNOWN, _E.FAIL): _S.FAILED,
    (_S.RECORDED, _E.CONFIRM): _S.DONE,
    (_S.RECORDED, _E.FAIL): _S.FAILED,
    (_S.FAILED, _E.APPROVE): _S.APPROVED,
    # paid out, says the provider, of what had failed here
    (_S.FAILED, _E.CONFIRM): _S.DONE,
}
"""The table of a refund: what follows where. DONE has no way out."""
FOR_PEOPLE: Final = (RefundState.QUEUED, RefundState.RECORDED, RefundState.UNKNOWN, RefundState.FAILED)
"""States in which people are to do something."""


def find_refund_transition(state: str, event: RefundEvent) -> RefundState | None:
    """Where an event leads from a state; None where it changes nothing."""
    return REFUND_TRANSITIONS.get((RefundState(state), event)) if state in list(RefundState) else None
