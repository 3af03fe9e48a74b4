"""Phone numbers with a fixed behaviour, so that a rare case can be tried at any time."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FixedBehaviour(StrEnum):
    """What is odd about a phone, its SIM, its purse or its network."""

    SIM_CHANGED = "sim_changed"
    SIM_UNTOLD = "sim_untold"
    EMPTY_PURSE = "empty_purse"
    NO_PROMPT = "no_prompt"
    MPESA_LOCKED = "mpesa_locked"
    NO_REPORTS = "no_reports"
    LATE_REPORTS = "late_reports"
    SWITCHED_OFF = "switched_off"
    BLACKLISTED = "blacklisted"


@dataclass(frozen=True)
class FixedNumber:
    """A phone with a fixed behaviour; `name` is short, `behaviour` tells people what to expect."""

    phone: str
    kind: FixedBehaviour
    name: str
    behaviour: str


NUMBERS: Final = (
    FixedNumber(
        "+254799000001",
        FixedBehaviour.SIM_CHANGED,
        "SIM changed yesterday",
        "No code for a new password comes: an SMS says that the SIM was changed lately.",
    ),
    FixedNumber(
        "+254799000002",
        FixedBehaviour.SIM_UNTOLD,
        "SIM nobody knows about",
        "The provider is asked about its SIM and never tells: after a minute a notice comes, the code a day later.",
    ),
    FixedNumber(
        "+254799000003",
        FixedBehaviour.EMPTY_PURSE,
        "Empty M-PESA purse",
        "The right PIN ends with result code 1: there is not enough money. So does paying by hand.",
    ),
    FixedNumber(
        "+254799000004",
        FixedBehaviour.NO_PROMPT,
        "M-PESA prompt never comes",
        "A request for money is taken and never seen; it ends with result code 1037 after 25 seconds.",
    ),
    FixedNumber(
        "+254799000005",
        FixedBehaviour.MPESA_LOCKED,
        "M-PESA busy with another payment",
        "Daraja refuses each request for money: unable to lock subscriber.",
    ),
    FixedNumber(
        "+254799000006",
        FixedBehaviour.NO_REPORTS,
        "Network without delivery reports",
        "SMS come, and nobody reports on them.",
    ),
    FixedNumber(
        "+254799000007",
        FixedBehaviour.LATE_REPORTS,
        "Network with late delivery reports",
        "SMS come at once, the report on each 20 seconds later.",
    ),
    FixedNumber(
        "+254799000008",
        FixedBehaviour.SWITCHED_OFF,
        "Phone that is switched off",
        "SMS are accepted and never arrive: the network reports AbsentSubscriber.",
    ),
    FixedNumber(
        "+254799000009",
        FixedBehaviour.BLACKLISTED,
        "Opted out of bulk SMS",
        "The provider refuses each SMS with code 406, UserInBlacklist.",
    ),
)
"""Each on a Safaricom line, which has M-PESA. A number of Airtel or Telkom has none, whichever it is."""

_BY_PHONE: Final = {each.phone: each.kind for each in NUMBERS}


def is_fixed(phone: str, kind: FixedBehaviour) -> bool:
    """Whether a phone (E.164, with or without `+`) has this fixed behaviour."""
    return _BY_PHONE.get(f"+{phone.removeprefix('+')}") is kind
