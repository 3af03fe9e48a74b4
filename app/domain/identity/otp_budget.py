"""Rate limits for codes by SMS: per phone, per block of numbers, and for the whole country (threat T8).

Whoever can make us send SMS can make us pay (SMS pumping), or disturb many people. Beyond a limit nothing is sent and
the answer is the same, as for an account that does not exist: both write the same rows, so nobody can tell them apart.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.platform.observability import alarm
from app.platform.phone_numbers import block, is_mobile

HOUR: Final = timedelta(hours=1)
TO_A_PHONE: Final = 9
"""Code SMS an hour to one phone that others ask for, and as many that it asks for itself: 3 codes, 3 times each."""
TO_A_BLOCK: Final = 100
"""An hour to one block of 100,000 numbers that others ask for, and as many that its phones ask for themselves. About
14,000 of the 14 million users have a number in one block (source 13)."""
IN_ALL: Final = 3000
"""An hour in the whole country, for each of the two. Of 500,000 sign-ins a day one in a hundred has a forgotten
password, an eighth of these in one hour: about 600."""


class OtpOutcome(StrEnum):
    """What happened to an SMS with a code. CAPPED does not tell whether there is an account."""

    SENT = "sent"
    CAPPED = "capped"
    NOBODYS = "nobody"


def spend(session: Session, phone: str, *, own: bool, real: bool) -> bool:
    """Whether a code may be sent to a phone by SMS now; counted.

    `own`: the phone asked for it itself; requests by others never use up its own budget (threat T6). `real` is false
    for an account that does not exist: the same work is done, and no budget of a real code is used up.
    """
    wanted, asker = real and is_mobile(phone), "itself" if own else "others"
    kind = f"{'code' if wanted else 'no code'}, asked for by {asker}"
    limits = [
        Limit(f"{kind}, to a phone", phone, HOUR, TO_A_PHONE),
        Limit(f"{kind}, to a block", block(phone), HOUR, TO_A_BLOCK),
        counters.limit_everywhere(f"{kind}, in all", HOUR, IN_ALL),
    ]
    within = counters.spend(session, limits) is None
    outcome = (OtpOutcome.SENT if wanted else OtpOutcome.NOBODYS) if within else OtpOutcome.CAPPED
    first = counters.count_everywhere(session, f"codes {outcome}", HOUR) == 1
    if outcome == OtpOutcome.CAPPED and first:
        alarm("codes capped")
    return outcome == OtpOutcome.SENT


def so_far(session: Session, outcome: OtpOutcome) -> int:
    """How many code SMS had this outcome within the last hour."""
    return counters.everywhere(session, f"codes {outcome}", HOUR)
