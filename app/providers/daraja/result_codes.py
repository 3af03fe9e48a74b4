"""What Daraja's codes mean (source 38). Only the code counts: the description beside it varies.

A code that is not here is unknown, never a failure: the query is repeated, and then shown to a person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.payments.payment_states import FailureReason as Why
from app.domain.payments.provider_port import Verdict

_LOCKED: Final = re.compile(r"\block\b|already in process")


@dataclass(frozen=True)
class ResultMeaning:
    """What a result says of a prompt. `is_fault`: it is no fault of the payer's, and an operator has to look."""

    verdict: Verdict
    reason: Why | None = None
    is_fault: bool = False


OVERLOADED: Final = "500.001.1001"
"""One code for several errors: on a submit the message decides, on a query it means that there is no result yet."""

RESULTS: Final[Mapping[str, ResultMeaning]] = {
    # the only code that pays
    "0": ResultMeaning(Verdict.PAID),
    # the balance is too low
    "1": ResultMeaning(Verdict.FAILED, Why.NO_MONEY),
    # below the minimum and above the maximum of one payment
    "2": ResultMeaning(Verdict.FAILED, Why.LIMIT),
    "3": ResultMeaning(Verdict.FAILED, Why.LIMIT),
    # the payer's daily limit
    "4": ResultMeaning(Verdict.FAILED, Why.LIMIT),
    # our paybill may hold no more: it has to be emptied
    "8": ResultMeaning(Verdict.FAILED, Why.OUT_OF_ORDER, is_fault=True),
    # the same amount from the same payer within two minutes
    "17": ResultMeaning(Verdict.FAILED, Why.TOO_SOON),
    # "traffic blocking": in public lists only, and all of them say that nothing was paid
    "26": ResultMeaning(Verdict.FAILED, Why.OUT_OF_ORDER),
    # the line is held by another M-PESA session
    "1001": ResultMeaning(Verdict.FAILED, Why.BUSY_LINE),
    # nobody answered in time
    "1019": ResultMeaning(Verdict.FAILED, Why.NO_ANSWER),
    # the prompt was not sent; perhaps its text is longer than 182 characters
    "1025": ResultMeaning(Verdict.FAILED, Why.NO_ANSWER, is_fault=True),
    "1032": ResultMeaning(Verdict.FAILED, Why.CANCELLED),
    # the phone is off, out of reach or busy, or nobody answered
    "1037": ResultMeaning(Verdict.FAILED, Why.NO_ANSWER),
    # "the initiator information is invalid": of a prompt, that is the PIN
    "2001": ResultMeaning(Verdict.FAILED, Why.WRONG_PIN),
    # the type of transaction does not fit the short code: our settings
    "2028": ResultMeaning(Verdict.FAILED, Why.OUT_OF_ORDER, is_fault=True),
    "SFC_IC0003": ResultMeaning(Verdict.FAILED, Why.OUT_OF_ORDER, is_fault=True),
    # the payer's PIN is blocked
    "8006": ResultMeaning(Verdict.FAILED, Why.LOCKED),
    # still being processed: only queries answer it, and no page of Safaricom's has it
    "4999": ResultMeaning(Verdict.PENDING),
    # seen on queries with HTTP 500 and with HTTP 200, while all was well
    OVERLOADED: ResultMeaning(Verdict.PENDING),
    # "request error", in public lists only: it does not say that nothing was paid
    "9999": ResultMeaning(Verdict.UNKNOWN),
}
REFUND_FAILURES: Final = frozenset(
    {"1", "2", "3", "4", "8", "11", "21", "2001", "2006", "2028", "2040", "8006", "SFC_IC0003"}
)
"""Results of a refund that mean that nothing was paid out: too little on our account, a limit, a phone without M-PESA,
our settings. Any other code but success is unknown."""
NOT_KNOWN: Final = ResultMeaning(Verdict.UNKNOWN)


@dataclass(frozen=True)
class RefusalMeaning:
    """What an error says of a request that was certainly not taken."""

    reason: Why = Why.OUT_OF_ORDER
    is_fault: bool = True


REFUSALS: Final[Mapping[str, RefusalMeaning]] = {
    # a field is wrong: our fault
    "400.002.02": RefusalMeaning(),
    # the token was refused twice: somebody else fetches tokens with our key
    "404.001.03": RefusalMeaning(),
    # the URL is wrong, or the method
    "404.001.01": RefusalMeaning(),
    "405.001": RefusalMeaning(),
    # busy, or too many requests: transient
    "500.003.02": RefusalMeaning(is_fault=False),
    # over the quota of our account
    "500.003.03": RefusalMeaning(),
}
"""Errors that mean that the request was not passed on, whatever the HTTP status."""


def find_meaning(code: str) -> ResultMeaning:
    """What the code of a result means."""
    return RESULTS.get(code, NOT_KNOWN)


def find_refusal(code: str, words: str) -> RefusalMeaning | None:
    """What the error of a submit means; None if the request may have been passed on all the same."""
    if code != OVERLOADED:
        return REFUSALS.get(code)
    said = words.lower()
    if "credentials" in said or "merchant" in said:
        return RefusalMeaning()
    return RefusalMeaning(Why.BUSY_LINE, is_fault=False) if _LOCKED.search(said) else None
