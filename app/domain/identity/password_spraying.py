"""Spraying: one guess at each of very many accounts, so that no single one is locked (threat T5).

It must come from phones that are not the phones of those accounts. Each such phone may be wrong so often, and so may
all phones of its block of numbers together, for SIMs are bought by the dozen; then that phone, that block, is not
heard for a while, but for the accounts of its own. Phones elsewhere go on: nobody can stop sign-in for the country.
What this leaves to an attacker is worked out in docs/decisions/guessing-and-floods.md.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.platform.observability import alarm
from app.platform.phone_numbers import block

HOUR, DAY, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=30)
OF_A_PHONE: Final = {HOUR: 20, DAY: 40, MONTH: 200}
"""Wrong passwords that a phone may give for accounts that are not its own: a cyber cafe's too, where one in seven is
wrong, for 280 sign-ins a day."""
OF_A_BLOCK: Final = {HOUR: 40, DAY: 120}
"""Those of all phones of a block of 100,000 numbers.

eCitizen has 500,000 sign-ins a day (source 13). Were all of them by phone and one in twenty on a borrowed one, that
were some 150 wrong ones an hour among 1,000 blocks: in each one or two a day, in the fullest perhaps 40.
"""
MANY: Final = 500
"""Such tries an hour in the whole country that somebody should look at: three times the honest ones."""
AGAIN: Final = timedelta(minutes=15)
"""For how long an alarm is not repeated."""
PHONE, BLOCK, TRIED, NOT_WRONG = "foreign try, phone", "foreign try, block", "foreign try", "foreign try, not wrong"


def limits(phone: str) -> list[Limit]:
    """What a phone may try that is not the account's own; a try counts as wrong until it is right."""
    of_phone = [Limit(PHONE, phone, per, most) for per, most in OF_A_PHONE.items()]
    return of_phone + [Limit(BLOCK, block(phone), per, most) for per, most in OF_A_BLOCK.items()]


def count_try(session: Session) -> None:
    """A try was counted that comes from such a phone."""
    in_a_row_of_them = counters.count_everywhere(session, TRIED, HOUR)
    if in_a_row_of_them > MANY // (2 * len(counters.SHARDS)) and wrong(session) > MANY:  # else it cannot be so many
        _alarm(session)


def note_refusal(session: Session, full: Limit) -> None:
    """A try was not looked at, for this limit had no room."""
    if full.what == BLOCK:
        _alarm(session)


def take_back_try(session: Session, phone: str, *others: Limit, ended: Sequence[Limit] = ()) -> None:
    """The try that was counted last, under other limits too, was right after all, or was not looked at."""
    counters.take_all_back(session, [*limits(phone), *others], ended=ended)
    counters.count_everywhere(session, NOT_WRONG, HOUR)


def wrong(session: Session) -> int:
    """How many such tries were wrong within the last hour; those that are being looked at are among them."""
    return max(0, counters.everywhere(session, TRIED, HOUR) - counters.everywhere(session, NOT_WRONG, HOUR))


def _alarm(session: Session) -> None:
    if counters.mark(session, "alarm of spraying", AGAIN):
        alarm("spraying")
